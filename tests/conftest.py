"""What every test run needs before a kernel starts."""

import matplotlib.font_manager  # noqa: F401  builds the font cache now and not inside a notebook

from tests.rerun import quiet_kernel

quiet_kernel()
