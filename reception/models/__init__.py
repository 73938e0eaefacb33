"""Data of appointments and queues."""

from reception.models.number import PriorityGroup, QueueEvent, QueueNumber
from reception.models.queue import Closure, Queue, QueueDay, Slot
from reception.models.screen import Screen

__all__ = [
    "Closure",
    "PriorityGroup",
    "Queue",
    "QueueDay",
    "QueueEvent",
    "QueueNumber",
    "Screen",
    "Slot",
]
