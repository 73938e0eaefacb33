"""Everything that this app stores about a person."""

from dossiers import actions
from tests.dossiers.factories import MACHINE, dossier, move
from tests.erasure import excuses, holds, keeps

keeps(
    "dossiers_dossier",
    "Hồ sơ của cơ quan nhà nước, lưu theo Luật Lưu trữ; không còn dẫn tới tài khoản.",
)
excuses(
    "dossiers.ImportBlock",
    "rows of a file about dossiers, the State's records; encrypted, knows no account, gone after "
    "IMPORT_DAYS",
)
excuses(
    "dossiers.ImportConflict",
    "one such row that waits for an officer; encrypted, knows no account, emptied when it is "
    "settled, gone after IMPORT_CONFLICT_DAYS",
)


@holds("dossiers.Dossier", "dossiers.DossierEvent")
def has_applied(life):
    """File a dossier with the verified number, which the office then moves."""
    row = dossier(phone=life.phone, applicant_name=life.user.name, id_last4="4321")
    move(row, "processing")
    assert life.client.get(f"/api/v1/dossiers/{row.code}/").status_code == 200


@holds("dossiers.Proof", "dossiers.Follow", "citizens.LookupTry")
def looks_up_and_unfollows(life):
    """Prove to own a dossier filed by somebody else, then unfollow it."""
    row = dossier()
    secret = actions.issue_slip_secret(row.pk, MACHINE)
    life.send("POST", "dossiers/lookup/", {"code": row.code, "slip_secret": secret})
    life.send("DELETE", f"dossiers/{row.code}/follow/")
    life.secrets["slip"] = secret
    assert life.citizen.dossier_proofs.count() == life.citizen.dossier_follows.count() == 1
