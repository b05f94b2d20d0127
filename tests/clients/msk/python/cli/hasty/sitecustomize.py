"""On the path of a CLI whose attempts are counted: it does not sleep between them, all else is as it is."""

import time

time.sleep = lambda seconds: None
