"""What each process begins anew, one that is forked from another among them.

A forked process inherits counts that its parent tells, no threads, and locks that another thread
held: nobody there releases them. So whoever keeps a lock for the life of a process makes it here.
"""

import inspect
import os
import weakref
from collections.abc import Callable


def begin(begin_anew: Callable[[], object]) -> None:
    """Call `begin_anew` now, and first thing in each process that is forked from this one.

    A method does not keep its object alive.
    """
    begin_anew()
    is_method = inspect.ismethod(begin_anew)
    held = weakref.WeakMethod(begin_anew) if is_method else lambda: begin_anew

    def in_child() -> None:
        if again := held():
            again()

    os.register_at_fork(after_in_child=in_child)
