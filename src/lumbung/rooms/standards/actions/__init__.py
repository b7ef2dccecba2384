"""What is done with the standards.

Lists are loaded, each as a whole and as often as one likes; records of the registry are written,
made final, given new versions and retired; and whoever relies on them says so.
"""

from lumbung.rooms.standards.actions.area_changes import (
    ChangeFaulty,
    ChangeRecorded,
    NewArea,
    load_area_changes,
    record_area_change,
)
from lumbung.rooms.standards.actions.codelists import (
    ListFaulty,
    NotDraft,
    SavedByAnother,
    VersionTaken,
    VersionUnfit,
    codes_leaving,
    discard_draft,
    draft_faults,
    finalise_version,
    save_draft,
    start_version,
)
from lumbung.rooms.standards.actions.from_definitions import Wanting, drop_unused, make_from_definition
from lumbung.rooms.standards.actions.lifecycle import (
    AlreadyFinal,
    DefinitionMissing,
    NoSuccessor,
    RetiredAlready,
    StillUsed,
    finalise,
    replace_with,
    require_seen,
    retire,
)
from lumbung.rooms.standards.actions.load_areas import load_areas
from lumbung.rooms.standards.actions.load_boundaries import BoundaryFileUnreadable, load_boundaries
from lumbung.rooms.standards.actions.load_lists import (
    ListOfCodes,
    load_codelists,
    load_concepts,
    load_measures,
    load_synonyms,
    load_units,
)
from lumbung.rooms.standards.actions.load_sources import SourceOfPack, load_sources
from lumbung.rooms.standards.actions.maps import (
    MapCodeUnfit,
    MapFaulty,
    MapNotDraft,
    MapSavedByAnother,
    MapTaken,
    faults_of_map,
    finalise_map,
    load_maps,
    save_map,
    start_map,
)
from lumbung.rooms.standards.actions.register import (
    BeginsAtAnotherTime,
    NotADraft,
    NoteMissing,
    NotFinal,
    NothingChanged,
    PartsMissing,
    StandardExists,
    edit,
    new_version,
    register,
)
from lumbung.rooms.standards.actions.uses import note_uses
from lumbung.rooms.standards.soundness import RegistryUnsound

__all__ = [
    "AlreadyFinal", "BeginsAtAnotherTime", "BoundaryFileUnreadable", "ChangeFaulty", "ChangeRecorded",
    "DefinitionMissing", "ListFaulty", "ListOfCodes", "MapCodeUnfit", "MapFaulty", "MapNotDraft",
    "MapSavedByAnother", "MapTaken", "NewArea", "NoSuccessor", "NotADraft", "NotDraft", "NotFinal",
    "NoteMissing", "NothingChanged", "PartsMissing", "RegistryUnsound", "RetiredAlready", "SavedByAnother",
    "SourceOfPack", "StandardExists", "StillUsed", "VersionTaken", "VersionUnfit", "Wanting",
    "codes_leaving", "discard_draft", "draft_faults", "drop_unused", "edit", "faults_of_map", "finalise",
    "finalise_map", "finalise_version", "load_area_changes", "load_areas", "load_boundaries",
    "load_codelists", "load_concepts", "load_maps", "load_measures", "load_sources", "load_synonyms",
    "load_units", "make_from_definition", "new_version", "note_uses", "record_area_change", "register",
    "replace_with", "require_seen", "retire", "save_draft", "save_map", "start_map", "start_version",
]  # fmt: skip
