"""How much of another portal is read, how long, and how often; declared at ``/api/v1/config``."""

CATALOGUE_BYTES = 24 << 20  # of one page of a catalogue
CATALOGUE_PAGES = 2_000
MOST_DATASETS = 200_000
FIGURES_BYTES = 1 << 30  # of one edition
SILENCE = 20.0  # seconds without a byte
WHOLE = 600.0  # seconds of one answer
TRIES = 4
PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds before the second try, doubled each time; at most
REDIRECTS = 4
HOURS = (1, 24 * 90)  # how often a source may be read: at least, at most
SHOWN = 200  # records of a look, of each sort

LIMITS: dict[str, int] = {
    "most_harvested_datasets": MOST_DATASETS,
    "most_bytes_of_a_harvested_page": CATALOGUE_BYTES,
    "most_bytes_of_a_mirrored_edition": FIGURES_BYTES,
}
