from . import assess as assess
from . import batch as batch
from . import core as core
from . import data as data
from . import fit as fit
from . import forecast as forecast
from . import indicators as indicators
from . import industry as industry
from . import keeping as keeping
from . import patents as patents

__version__: str
