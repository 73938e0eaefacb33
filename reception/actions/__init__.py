"""The only writers of numbers, slots and days.

Whoever needs several locks takes them in this order: citizen, day, slots by id, number.
"""
