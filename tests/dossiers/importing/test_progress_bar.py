"""The progress bar of the command."""

from dossiers.importing.progress_bar import Bar


def test_a_terminal_gets_a_progress_bar():
    said = []
    bar = Bar(said.append, "Ghi", 4, terminal=True)
    for done in (1, 4):
        bar.show(done)
    assert said[0].startswith("\rGhi [███████ ")
    assert said[1].endswith("\n")
    assert "100%" in said[1]
