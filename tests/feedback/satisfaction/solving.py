"""Find small groups that a set of answers reveals, by exact arithmetic.

An answer is a row with a 1 for every atom that it counts. An atom is a set of ratings that no
answer distinguishes. A group is revealed if some combination of the rows is zero outside of it.
"""

from itertools import combinations

# determinants of so few zeros and ones are far smaller, so that arithmetic modulo it is exact
PRIME = 2**61 - 1


def echelon_form(rows):
    """Return the rows in reduced echelon form, by the column of their leading 1."""
    done = {}
    for given in rows:
        row = list(given)
        for column, other in done.items():
            if row[column]:
                row = [
                    (value - row[column] * known) % PRIME
                    for value, known in zip(row, other, strict=True)
                ]
        lead = next((column for column, value in enumerate(row) if value), None)
        if lead is None:
            continue
        inverse = pow(row[lead], -1, PRIME)
        row = [value * inverse % PRIME for value in row]
        for column, other in done.items():
            done[column] = [
                (value - other[lead] * new) % PRIME for value, new in zip(other, row, strict=True)
            ]
        done[lead] = row
    return done


def null_space(rows, size):
    """Return for each atom its values in a basis of the null space.

    They are all zero for an atom that the rows determine.
    """
    done = echelon_form(rows)
    free = [column for column in range(size) if column not in done]
    open_ = [[0] * len(free) for _atom in range(size)]
    for position, column in enumerate(free):
        open_[column][position] = 1
        for lead, row in done.items():
            open_[lead][position] = -row[column] % PRIME
    return open_


def small_groups(rows, counts, minimum=5):
    """Yield the groups of atoms with fewer than `minimum` ratings that the rows reveal."""
    open_ = null_space(set(map(tuple, rows)), len(counts))
    small = [atom for atom, count in enumerate(counts) if count < minimum]
    for length in range(1, minimum):
        for group in combinations(small, length):
            if (
                sum(counts[atom] for atom in group) < minimum
                and len(echelon_form([open_[atom] for atom in group])) < length
            ):
                yield group
