"""Data of appointments and queues."""

from reception.models.number import PriorityGroup, QueueEvent, QueueNumber
from reception.models.queue import Closure, Queue, QueueDay, Slot

__all__ = [
    "Closure",
    "PriorityGroup",
    "Queue",
    "QueueDay",
    "QueueEvent",
    "QueueNumber",
    "Slot",
]
