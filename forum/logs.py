"""Log lines that hold no words of anybody's: no message arguments, no values, no addresses, no times."""

import logging
import traceback


class QuietFormatter(logging.Formatter):
    """The kind of trouble and where in the code it happened, and nothing that a person typed.

    Exception messages are left out: a database error quotes the row that it refused.
    """

    def format(self, record):
        line = f"{record.levelname} {record.name}: {record.msg if not record.args else record.msg.split('%')[0]}"
        if record.name == "django.request":
            line = f"{record.levelname} {record.name}: a request failed"
        if record.exc_info and record.exc_info[0]:
            steps = traceback.extract_tb(record.exc_info[2])
            places = " < ".join(f"{step.filename}:{step.lineno}" for step in reversed(steps[-6:]))
            line += f" | {record.exc_info[0].__name__} at {places}"
        return line
