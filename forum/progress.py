"""What takes longer than a second says how far it is: on a terminal, on one line of it, and nowhere else."""

import time

BETWEEN = 0.1  # seconds from one line to the next


def silent(what, done=0, of=0):
    """For whoever does not look."""


def shown(command, verbosity):
    """How a command tells its progress: ``tell("stories", 3, 28)``, or of what has no parts ``tell("the database")``.

    A list of words in a log helps nobody, so a file, a pipe and ``--verbosity 0`` get nothing.
    """
    stream, last = command.stderr, [0.0]
    if not verbosity or not stream.isatty():
        return silent

    def tell(what, done=0, of=0):
        now, ends = time.monotonic(), 0 < of == done
        if not ends and of and now - last[0] < BETWEEN:
            return
        last[0] = now
        line = f"  {what}: {done:,} of {of:,}" if of else f"  {what} …"
        stream.write("\r" + line.ljust(50), style_func=str, ending="\n" if ends else "")
        stream.flush()

    return tell
