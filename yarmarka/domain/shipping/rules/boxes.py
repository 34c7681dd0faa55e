"""The box of a parcel, from the boxes of the pieces in it."""

from collections.abc import Iterable, Sequence

#: length, width and height, from the longest to the shortest
Sides = tuple[int, int, int]


def parcel_box(pieces: Iterable[tuple[Sequence[int] | None, int]]) -> Sides | None:
    """Return the sides in mm of a box for pieces, given as (sides of one, how many); None where any is unknown.

    As long as the longest side of any piece and as wide as the widest middle one: none has to be bent; as high as the
    room of all together asks for, and no lower than any of them lies. One piece is its own box. It is what carriers
    count by, longest side and summed room, and no promise that a packer finds a way.
    """
    boxes = [(sorted(sides, reverse=True) if sides else None, count) for sides, count in pieces if count]
    known = [(sides, count) for sides, count in boxes if sides]
    if not boxes or len(known) < len(boxes):
        return None
    length, width, height = (max(sides[place] for sides, _ in known) for place in range(3))
    room = sum(sides[0] * sides[1] * sides[2] * count for sides, count in known)
    return length, width, max(height, -(-room // (length * width)))


def whole_cm(box: Sides) -> Sides:
    """Return a box in centimetres, begun ones whole."""
    length, width, height = (-(-side // 10) for side in box)
    return length, width, height
