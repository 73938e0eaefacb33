"""Where points and names stand on the picture."""

from offices.geography.places import Point
from reports.admin.map_drawing import HEIGHT, MARGIN, MOST_LABELS, WIDTH, Label, Mark, draw


def mark(latitude, longitude):
    return Mark(Point(latitude, longitude), "PA", "/a", "open")


def test_every_point_stands_inside_and_north_is_up():
    drawn = draw([mark(21.5, 105), mark(21, 106.2), mark(20.8, 105.1)], [])
    for placed in drawn.marks:
        assert MARGIN <= placed.x <= WIDTH - MARGIN
        assert MARGIN <= placed.y <= HEIGHT - MARGIN
    north, south = drawn.marks[0], drawn.marks[2]
    assert north.y < south.y
    assert drawn.marks[1].x > drawn.marks[0].x


def test_a_kilometre_is_as_long_to_the_east_as_to_the_north():
    middle, east, north = draw([mark(21, 105), mark(21, 105.0107), mark(21.01, 105)], []).marks
    assert round(east.x - middle.x) == round(middle.y - north.y)


def test_only_places_on_the_picture_are_named_and_not_too_many():
    near = [Label(Point(21, 105), f"Xã {number}") for number in range(MOST_LABELS + 5)]
    drawn = draw([mark(21, 105)], [Label(Point(10, 106), "Xa"), *near])
    assert len(drawn.labels) == MOST_LABELS
    assert "Xa" not in {placed.what.name for placed in drawn.labels}


def test_no_points_no_picture():
    assert draw([], [Label(Point(21, 105), "Xã")]).labels == ()
