"""The sentences of the rooms below the window, for Qt Linguist. Made by .ci/update_translations.py: not to be edited."""

from station.ui.words import QT_TRANSLATE_NOOP

ERROR_WORDS = (
    QT_TRANSLATE_NOOP("StationError", "'{0}' fits several cameras: {1}; give the number"),
    QT_TRANSLATE_NOOP("StationError", "'{0}' is no folder, clip, address or camera; {1}"),
    QT_TRANSLATE_NOOP("StationError", "Connection refused"),
    QT_TRANSLATE_NOOP("StationError", "Connection timed out"),
    QT_TRANSLATE_NOOP("StationError", "Device or resource busy"),
    QT_TRANSLATE_NOOP("StationError", "File exists"),
    QT_TRANSLATE_NOOP("StationError", "Input/output error"),
    QT_TRANSLATE_NOOP("StationError", "Invalid data found when processing input"),
    QT_TRANSLATE_NOOP("StationError", "Is a directory"),
    QT_TRANSLATE_NOOP("StationError", "Network is unreachable"),
    QT_TRANSLATE_NOOP("StationError", "No space left on device"),
    QT_TRANSLATE_NOOP("StationError", "No such file or directory"),
    QT_TRANSLATE_NOOP("StationError", "Not a directory"),
    QT_TRANSLATE_NOOP("StationError", "OpenVINO can't use the exported network of the run {0}: {1}"),
    QT_TRANSLATE_NOOP("StationError", "Permission denied"),
    QT_TRANSLATE_NOOP("StationError", "Qt's libraries do not load ({0}); on Debian: apt-get install {1}"),
    QT_TRANSLATE_NOOP("StationError", "Read-only file system"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "TF_CONFIG here and at {0} name other machines, or this one has another's index; all need the same "
        "list, and an index of their own",
    ),
    QT_TRANSLATE_NOOP("StationError", "Too many open files"),
    QT_TRANSLATE_NOOP(
        "StationError", "a batch of {0} pictures can't be shared evenly by {1} machines; --batch-size {2} can"
    ),
    QT_TRANSLATE_NOOP("StationError", "a camera's address begins with {0}. Received: {1}"),
    QT_TRANSLATE_NOOP(
        "StationError", "a class can't be called {0}: a folder of that name means something else in a project"
    ),
    QT_TRANSLATE_NOOP(
        "StationError", "a class can't be called {0}: its pictures could not lie in a folder of that name"
    ),
    QT_TRANSLATE_NOOP("StationError", "a class can't be called {0}: the tables have a column of that name"),
    QT_TRANSLATE_NOOP("StationError", "a class is named as its folder is, and not {0}"),
    QT_TRANSLATE_NOOP("StationError", "a classes project has at least two classes. Received: {0}"),
    QT_TRANSLATE_NOOP("StationError", "a figure holds 1 to {0} pictures. Received: {1}"),
    QT_TRANSLATE_NOOP("StationError", "a figure is written as {0}. Received: {1}"),
    QT_TRANSLATE_NOOP("StationError", "a later session noted another hash of it: it was written anew"),
    QT_TRANSLATE_NOOP("StationError", "a lookup table is written with names relative to pics/. Received: {0}"),
    QT_TRANSLATE_NOOP("StationError", "a name that Windows allows, without `..`"),
    QT_TRANSLATE_NOOP("StationError", "a path on this computer"),
    QT_TRANSLATE_NOOP("StationError", "a picture is one of several classes: name at least {0}"),
    QT_TRANSLATE_NOOP("StationError", "a picture is written as {0}. Received: {1}"),
    QT_TRANSLATE_NOOP("StationError", "a picture lies in one of {0} slots. Received: {1}"),
    QT_TRANSLATE_NOOP("StationError", "a picture of {0} x {1} pixels could not be encoded as {2}"),
    QT_TRANSLATE_NOOP("StationError", "a picture's name that ends in {0}"),
    QT_TRANSLATE_NOOP("StationError", "a picture's name without formulas"),
    QT_TRANSLATE_NOOP("StationError", "a project has at least one attribute"),
    QT_TRANSLATE_NOOP("StationError", "a project has at most {0} attributes"),
    QT_TRANSLATE_NOOP("StationError", "a project has at most {0} classes"),
    QT_TRANSLATE_NOOP("StationError", "a project makes it anew that takes the run over ({0}, then {1})"),
    QT_TRANSLATE_NOOP("StationError", "a report is written as {0}. Received: {1}"),
    QT_TRANSLATE_NOOP("StationError", "a run's name is made of letters, digits, _, - and dots; received {0}"),
    QT_TRANSLATE_NOOP(
        "StationError", "a seam was found in {0} of {1} pictures of the subset {2}, too few to audit the run by"
    ),
    QT_TRANSLATE_NOOP(
        "StationError",
        "a split by clip needs at least {0} labelled clips, and there are {1} ({2}); label more clips, or "
        "split by frame (`--by frame`)",
    ),
    QT_TRANSLATE_NOOP("StationError", "a tag stands for one of {0}. Received: {1}"),
    QT_TRANSLATE_NOOP("StationError", "all epochs done"),
    QT_TRANSLATE_NOOP("StationError", "an attribute's name is one word of letters, digits and _. Received: {0}"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "an audit asks whether a network looks at the seam; the run {0} tells classes apart, and they have none",
    ),
    QT_TRANSLATE_NOOP(
        "StationError",
        "an export is checked on the validation pictures of the run's project, but {0} lies in no project's models",
    ),
    QT_TRANSLATE_NOOP("StationError", "another camera was opened instead of '{0}'"),
    QT_TRANSLATE_NOOP("StationError", "at least one of the attributes has to stay"),
    QT_TRANSLATE_NOOP("StationError", "automatic"),
    QT_TRANSLATE_NOOP("StationError", "camera {0} is not open"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "camera {0} was lost, and the system does not tell whether what is there now is the same one: connect it anew",
    ),
    QT_TRANSLATE_NOOP("StationError", "decoding came to no end in {0} s and was ended"),
    QT_TRANSLATE_NOOP("StationError", "each attribute needs a key of its own; {0} is there twice"),
    QT_TRANSLATE_NOOP("StationError", "each attribute needs a name"),
    QT_TRANSLATE_NOOP("StationError", "each attribute needs a {0} of its own. Received twice: {1}"),
    QT_TRANSLATE_NOOP("StationError", "each class needs a key of its own; {0} is there twice"),
    QT_TRANSLATE_NOOP("StationError", "each class needs a name"),
    QT_TRANSLATE_NOOP("StationError", "each class needs a name of its own; {0} is there twice"),
    QT_TRANSLATE_NOOP("StationError", "each class needs a {0} of its own. Received twice: {1}"),
    QT_TRANSLATE_NOOP(
        "StationError", "ended at once, by hand; what its finished epochs brought is in the run's folder"
    ),
    QT_TRANSLATE_NOOP("StationError", "entry {0} of {1} can't be read: {2}"),
    QT_TRANSLATE_NOOP("StationError", "epoch {0}, step {1}"),
    QT_TRANSLATE_NOOP("StationError", "expected CSV, found a damaged row ({0})"),
    QT_TRANSLATE_NOOP("StationError", "expected True or False in the column {0}, found {1}"),
    QT_TRANSLATE_NOOP("StationError", "expected UTF-8 text, found a NUL byte; save it as CSV UTF-8"),
    QT_TRANSLATE_NOOP("StationError", "expected UTF-8, found UTF-16; save it as CSV UTF-8"),
    QT_TRANSLATE_NOOP("StationError", "expected UTF-8, {0}; save it as CSV UTF-8"),
    QT_TRANSLATE_NOOP("StationError", "expected a column of True and False, found none"),
    QT_TRANSLATE_NOOP("StationError", "expected a name for column {0}; only the first, the index, has none"),
    QT_TRANSLATE_NOOP(
        "StationError", "expected a new or empty folder for the practice project; {0} holds something already"
    ),
    QT_TRANSLATE_NOOP("StationError", "expected a project's folder, found the file {0}"),
    QT_TRANSLATE_NOOP(
        "StationError", "expected a project, its {0} folder or a session's folder, but {1} holds no journal"
    ),
    QT_TRANSLATE_NOOP("StationError", "expected a run of a network that this station has ({0}); {1} is of {2}"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "expected a run's folder or a lab's .h5 weights; a {0} file may run code or unfold without end when "
        "it is opened, so {1} was not",
    ),
    QT_TRANSLATE_NOOP("StationError", "expected a run's folder or a lab's .h5 weights; received {0}"),
    QT_TRANSLATE_NOOP(
        "StationError", "expected a run's folder or a lab's .h5 weights; {0} does not exist or is neither"
    ),
    QT_TRANSLATE_NOOP("StationError", "expected a run's folder, but {0} does not exist or is no folder"),
    QT_TRANSLATE_NOOP("StationError", "expected a run's folder, but {0} holds no {1}"),
    QT_TRANSLATE_NOOP("StationError", "expected a run's name or folder; {0} is neither {1}nor a folder"),
    QT_TRANSLATE_NOOP(
        "StationError", "expected a run, but {0} holds no {1}; its training may have ended before its first epoch"
    ),
    QT_TRANSLATE_NOOP("StationError", "expected a session's journal, but {0} does not exist or is no file"),
    QT_TRANSLATE_NOOP("StationError", "expected a session's number, but {0} holds {1}; received {2}"),
    QT_TRANSLATE_NOOP("StationError", "expected a whole number in the index column, found {0}"),
    QT_TRANSLATE_NOOP("StationError", "expected all pictures in {0}, found {1}; copy it there first"),
    QT_TRANSLATE_NOOP("StationError", "expected an attribute's name of letters, digits and _, found {0}"),
    QT_TRANSLATE_NOOP("StationError", "expected at least one session for a report, received none"),
    QT_TRANSLATE_NOOP(
        "StationError", "expected each picture in one subset, found {0} in {1} and in {2}; split {3} anew"
    ),
    QT_TRANSLATE_NOOP("StationError", "expected entry {0}, found {1}: entries are missing"),
    QT_TRANSLATE_NOOP(
        "StationError", "expected one class for {0}, found two: its folder's, and another in a table in {1}"
    ),
    QT_TRANSLATE_NOOP("StationError", "expected one label for {0}, found two: in {1} and in {2}"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "expected pictures in {0}: the labs standardised what they fed, and only pictures of the same camera "
        "tell by what",
    ),
    QT_TRANSLATE_NOOP("StationError", "expected the path of a run's folder, received nothing"),
    QT_TRANSLATE_NOOP(
        "StationError", "expected the {0} subset in {1}, which does not exist; split the project first ({2})"
    ),
    QT_TRANSLATE_NOOP(
        "StationError",
        "expected truth files (truth/<clip>.json) in {0}, found none for these pictures; only a rendered lab, "
        "such as {1} makes, knows where its faults are",
    ),
    QT_TRANSLATE_NOOP("StationError", "expected {0} as a plain file; {1} is {2}"),
    QT_TRANSLATE_NOOP("StationError", "expected {0} cells as in the header, found {1}"),
    QT_TRANSLATE_NOOP("StationError", "expected {0} frames in the clip that was recorded; it has {1}"),
    QT_TRANSLATE_NOOP("StationError", "expected {0} of at most {1} bytes; {2} has more"),
    QT_TRANSLATE_NOOP("StationError", "expected {0} of at most {1} bytes; {2} has {3}"),
    QT_TRANSLATE_NOOP("StationError", "expected {0} to be such as {1}; {2}"),
    QT_TRANSLATE_NOOP("StationError", "expected {0} weights as the card says; {1} holds {2}"),
    QT_TRANSLATE_NOOP("StationError", "expected {0}, found {1}"),
    QT_TRANSLATE_NOOP("StationError", "exported: differs from TensorFlow by at most {0} on {1} validation pictures"),
    QT_TRANSLATE_NOOP("StationError", "exporting the network"),
    QT_TRANSLATE_NOOP("StationError", "exposure"),
    QT_TRANSLATE_NOOP("StationError", "focus"),
    QT_TRANSLATE_NOOP("StationError", "frame {0} of {1} could not be decoded: it is damaged"),
    QT_TRANSLATE_NOOP("StationError", "frame {0} of {1} is of another size than the first one"),
    QT_TRANSLATE_NOOP("StationError", "from random weights"),
    QT_TRANSLATE_NOOP("StationError", "from the state of {0}"),
    QT_TRANSLATE_NOOP("StationError", "from the weights of {0}"),
    QT_TRANSLATE_NOOP("StationError", "from the weights of {0}, trained on {1} pictures"),
    QT_TRANSLATE_NOOP("StationError", "gain"),
    QT_TRANSLATE_NOOP("StationError", "in {0}, which holds {1}, "),
    QT_TRANSLATE_NOOP("StationError", "is damaged or no picture"),
    QT_TRANSLATE_NOOP("StationError", "is empty"),
    QT_TRANSLATE_NOOP("StationError", "it can't be read: {0}"),
    QT_TRANSLATE_NOOP("StationError", "it does not go on from the entry before: one was altered, left out or swapped"),
    QT_TRANSLATE_NOOP("StationError", "it is no entry"),
    QT_TRANSLATE_NOOP("StationError", "its hash is not that of its content: it was altered"),
    QT_TRANSLATE_NOOP("StationError", "its picture {0} is missing"),
    QT_TRANSLATE_NOOP("StationError", "its picture {0} was altered"),
    QT_TRANSLATE_NOOP("StationError", "its {0} can't be read"),
    QT_TRANSLATE_NOOP("StationError", "its {0} is {1} instead of {2}"),
    QT_TRANSLATE_NOOP("StationError", "less than {0} MB are free on the disk; what was recorded is kept"),
    QT_TRANSLATE_NOOP("StationError", "no better validation loss for {0} epochs"),
    QT_TRANSLATE_NOOP("StationError", "no exported network: {0}"),
    QT_TRANSLATE_NOOP(
        "StationError", "no picture can be named after the clip {0}; rename it with letters, digits, - and _"
    ),
    QT_TRANSLATE_NOOP("StationError", "no picture has come for {0} s"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "no picture of the subset {0} of {1} has a fault that is seen to at least a half, so that no heat map "
        "can be judged",
    ),
    QT_TRANSLATE_NOOP("StationError", "no picture of {0} in the {1} subset, {2}"),
    QT_TRANSLATE_NOOP("StationError", "no run"),
    QT_TRANSLATE_NOOP("StationError", "none of the pictures could be read, so that there is nothing to audit"),
    QT_TRANSLATE_NOOP("StationError", "not one frame came from the camera, so {0} was not made"),
    QT_TRANSLATE_NOOP("StationError", "not one frame of {0} could be decoded: it is damaged"),
    QT_TRANSLATE_NOOP("StationError", "not one picture came, so no clip was made"),
    QT_TRANSLATE_NOOP("StationError", "nothing came from {0} for {1} s; it is opened anew"),
    QT_TRANSLATE_NOOP("StationError", "nothing comes from {0}"),
    QT_TRANSLATE_NOOP("StationError", "nothing is inspected without a journal: {0}"),
    QT_TRANSLATE_NOOP("StationError", "pictures changed while they were being read; audit the run again"),
    QT_TRANSLATE_NOOP("StationError", "pictures that are shared can't be {0} x {1} pixels now"),
    QT_TRANSLATE_NOOP("StationError", "port {0} can't be used for the cluster ({1})"),
    QT_TRANSLATE_NOOP("StationError", "resumed after epoch {0}"),
    QT_TRANSLATE_NOOP("StationError", "shared memory goes by its name under Windows only"),
    QT_TRANSLATE_NOOP("StationError", "skipped: {0}"),
    QT_TRANSLATE_NOOP("StationError", "skipped: {0}: {1} of {2} pictures are missing: {3}"),
    QT_TRANSLATE_NOOP("StationError", "so nothing is known of how well it is recognised"),
    QT_TRANSLATE_NOOP("StationError", "so the network can't learn it"),
    QT_TRANSLATE_NOOP("StationError", "stopped by hand"),
    QT_TRANSLATE_NOOP("StationError", "stopped by hand before the training began, so no run was made"),
    QT_TRANSLATE_NOOP("StationError", "stopped by hand while waiting for the other machines, so no run was made"),
    QT_TRANSLATE_NOOP("StationError", "the base run {0} is of the network {1}; a {2} training needs its own kind"),
    QT_TRANSLATE_NOOP("StationError", "the camera changed its picture from {0} x {1} to {2} x {3} pixels"),
    QT_TRANSLATE_NOOP("StationError", "the camera gives no more frames"),
    QT_TRANSLATE_NOOP("StationError", "the camera had forgotten its settings, {0}; it is set again"),
    QT_TRANSLATE_NOOP("StationError", "the camera has forgotten its settings; they are set again"),
    QT_TRANSLATE_NOOP("StationError", "the camera has not {0} for {1} s"),
    QT_TRANSLATE_NOOP("StationError", "the camera is not as it was set, {0}: set it, or connect the camera anew"),
    QT_TRANSLATE_NOOP("StationError", "the camera is not open"),
    QT_TRANSLATE_NOOP("StationError", "the camera was closed"),
    QT_TRANSLATE_NOOP("StationError", "the camera was closed before its first picture was taken"),
    QT_TRANSLATE_NOOP("StationError", "the camera was closed; what was recorded is kept"),
    QT_TRANSLATE_NOOP("StationError", "the clip {0} does not exist"),
    QT_TRANSLATE_NOOP("StationError", "the clip {0} is not open"),
    QT_TRANSLATE_NOOP("StationError", "the column {0} is missing; there are {1}"),
    QT_TRANSLATE_NOOP("StationError", "the column {0} is there twice"),
    QT_TRANSLATE_NOOP(
        "StationError", "the computer has too little memory for this; a smaller image or batch size needs less"
    ),
    QT_TRANSLATE_NOOP("StationError", "the decode worker answered {0}; it was ended"),
    QT_TRANSLATE_NOOP("StationError", "the decode worker could not be started ({0})"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "the exported network of the run {0} does not answer as TensorFlow does: a probability differs by "
        "{1}, and {2} is allowed; the run is used through TensorFlow",
    ),
    QT_TRANSLATE_NOOP(
        "StationError",
        "the exported network of the run {0} does not answer here as TensorFlow did: a probability differs by "
        "{1}, and {2} is allowed",
    ),
    QT_TRANSLATE_NOOP("StationError", "the exported network of the run {0} was made from other weights; {1}"),
    QT_TRANSLATE_NOOP("StationError", "the folder {0} and the folders in it hold no pictures (PNG, JPEG, ...)"),
    QT_TRANSLATE_NOOP("StationError", "the folder {0} could not be made ({1})"),
    QT_TRANSLATE_NOOP("StationError", "the folder {0} could not be read ({1})"),
    QT_TRANSLATE_NOOP("StationError", "the folder {0} is not open"),
    QT_TRANSLATE_NOOP("StationError", "the frames of {0} carry no presentation times; save it as .mp4 first"),
    QT_TRANSLATE_NOOP("StationError", "the inspect worker answered question {0} instead of {1}"),
    QT_TRANSLATE_NOOP("StationError", "the journal could not be written ({0})"),
    QT_TRANSLATE_NOOP("StationError", "the label of {0} is taken back, but {1}"),
    QT_TRANSLATE_NOOP("StationError", "the label was saved as {0} and read as {1}"),
    QT_TRANSLATE_NOOP("StationError", "the labs' networks are reference and fruit; received {0}"),
    QT_TRANSLATE_NOOP("StationError", "the licences could not be read from {0} ({1})"),
    QT_TRANSLATE_NOOP("StationError", "the loss was not finite in {0}, and what came of it was thrown away"),
    QT_TRANSLATE_NOOP("StationError", "the machines of TF_CONFIG could not meet ({0})"),
    QT_TRANSLATE_NOOP("StationError", "the memory for pictures could not be shared ({0})"),
    QT_TRANSLATE_NOOP("StationError", "the name {0}... is longer than {1} letters"),
    QT_TRANSLATE_NOOP("StationError", "the network {0} needs sides that {1} divides, such as 256x192; received {2}"),
    QT_TRANSLATE_NOOP(
        "StationError", "the network's probabilities or heat maps are not finite, or not there for every attribute"
    ),
    QT_TRANSLATE_NOOP("StationError", "the picture is black: is the lens covered, or the lamp off?"),
    QT_TRANSLATE_NOOP("StationError", "the pictures at network size need {0} GB in {1}, where {2} GB are free"),
    QT_TRANSLATE_NOOP("StationError", "the points are some millimetres apart. Received: {0}"),
    QT_TRANSLATE_NOOP("StationError", "the points lie at least {0} pixels apart. Received: {1}"),
    QT_TRANSLATE_NOOP("StationError", "the project {0} does not exist"),
    QT_TRANSLATE_NOOP("StationError", "the recording broke off"),
    QT_TRANSLATE_NOOP("StationError", "the rows of the inspection could not be written ({0})"),
    QT_TRANSLATE_NOOP("StationError", "the run that ships was answered by TensorFlow, since {0}"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "the run {0} answers attributes ({1}), but {2} has classes ({3}); a run is used only in a project of "
        "its own kind",
    ),
    QT_TRANSLATE_NOOP(
        "StationError",
        "the run {0} answers {1}, but {2} has {3}; a run is used only where the attributes are the same and "
        "in the same order",
    ),
    QT_TRANSLATE_NOOP(
        "StationError", "the run {0} exists already; --name gives this one another name, --resume continues that one"
    ),
    QT_TRANSLATE_NOOP("StationError", "the run {0} gives answers that are not finite; it can't be judged"),
    QT_TRANSLATE_NOOP("StationError", "the run {0} has no exported network; {1}"),
    QT_TRANSLATE_NOOP(
        "StationError", "the run {0} has other weights than when it was chosen, as a training goes on: start again"
    ),
    QT_TRANSLATE_NOOP("StationError", "the run {0} is of a network {1}, which this station does not know"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "the run {0} needs TensorFlow, which this station came without, since {1}; export the run with a "
        "station that has TensorFlow ({2}), or install that one",
    ),
    QT_TRANSLATE_NOOP("StationError", "the run {0} takes uint8 pictures of {1}; received {2} {3}"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "the run {0} tells classes apart ({1}), but {2} has attributes ({3}); a run is used only in a project "
        "of its own kind",
    ),
    QT_TRANSLATE_NOOP(
        "StationError", "the run {0} tells classes apart; truth files know the places of attributes alone"
    ),
    QT_TRANSLATE_NOOP("StationError", "the runs {0} and {1} are of different networks or attributes"),
    QT_TRANSLATE_NOOP("StationError", "the runs {0} and {1} standardise their pictures differently"),
    QT_TRANSLATE_NOOP("StationError", "the source gave not one frame"),
    QT_TRANSLATE_NOOP("StationError", "the subset {0} of {1} holds no picture"),
    QT_TRANSLATE_NOOP("StationError", "the subset {0} of {1} holds no readable picture to judge"),
    QT_TRANSLATE_NOOP(
        "StationError", "the tables of one project have the same attributes, but {0} has {1} and {2} has {3}"
    ),
    QT_TRANSLATE_NOOP("StationError", "the train subset has {0} clips, too few for {1} machines"),
    QT_TRANSLATE_NOOP("StationError", "the training told of no step, or of a loss that is no number"),
    QT_TRANSLATE_NOOP(
        "StationError", "the valid subset of {0} holds no readable picture, so no export could be checked"
    ),
    QT_TRANSLATE_NOOP(
        "StationError",
        "the weights answer {0}, but the project has {1}; they are used only where the attributes are the same",
    ),
    QT_TRANSLATE_NOOP("StationError", "the weights could not be written in {0} ({1})"),
    QT_TRANSLATE_NOOP("StationError", "the weights {0} that the run's model card names are missing"),
    QT_TRANSLATE_NOOP(
        "StationError", "the window needs a screen, and there is none here; the commands do without: {0}"
    ),
    QT_TRANSLATE_NOOP(
        "StationError", "the {0} subset of {1} holds no readable picture, so there is nothing to train with"
    ),
    QT_TRANSLATE_NOOP("StationError", "the {0} worker answered {1} instead of {2}"),
    QT_TRANSLATE_NOOP("StationError", "the {0} worker can't serve {1} now"),
    QT_TRANSLATE_NOOP("StationError", "the {0} worker could not be started ({1})"),
    QT_TRANSLATE_NOOP("StationError", "the {0} worker ended unexpectedly (exit code {1}); its log is {2}"),
    QT_TRANSLATE_NOOP("StationError", "the {0} worker sent something that is no reply ({1}); it was ended"),
    QT_TRANSLATE_NOOP("StationError", "there are no labelled pictures to split; label some frames first"),
    QT_TRANSLATE_NOOP("StationError", "there is no free name for {0} in {1}"),
    QT_TRANSLATE_NOOP("StationError", "there is no memory for pictures of {0} x {1} pixels ({2})"),
    QT_TRANSLATE_NOOP("StationError", "this is {0}; waiting for the others"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "this needs TensorFlow, which this station came without: install the whole Seam Station, not the operator's",
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} and {1} more"),
    QT_TRANSLATE_NOOP("StationError", "{0} belongs to a run; import its folder, {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} belongs to another network or other settings; it can't be resumed"),
    QT_TRANSLATE_NOOP("StationError", "{0} broke off ({1})"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} can't be called {1}: the tables have a column of that name already. Add {2} again to have it "
        "back, or choose another name",
    ),
    QT_TRANSLATE_NOOP(
        "StationError", "{0} can't be opened: the process that decoded it died of it, and nothing else did"
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} can't be read any more ({1}: {2})"),
    QT_TRANSLATE_NOOP("StationError", "{0} can't be removed: frames are labelled as it ({1}); label them anew first"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} can't be removed: its pictures lie in a folder of that name in {1}; move the folder away instead",
    ),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} can't be renamed: its pictures lie in a folder of that name in {1}; rename the folder instead",
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} can't be told from another one: unplug one of the {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} can't have the key {1}: labelling itself uses n, s and q"),
    QT_TRANSLATE_NOOP("StationError", "{0} changed its picture from {1} to {2} (width, height)"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be checked in {1} s; it is refused"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be copied to {1} ({2})"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be decoded as a picture: it is damaged"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be deleted ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be made ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be moved to the bin ({1}); it is where it was"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be opened ({1})"),
    QT_TRANSLATE_NOOP(
        "StationError", "{0} could not be opened as a video: it is damaged, cut off, or another kind of file"
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be opened for writing ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be opened: is it in use by another program, or not plugged in?"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be read ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be read ({1}); the defaults are used"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be read any further ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be read any further: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be recorded any further ({1}); what it holds opens"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be written ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not be written ({1}); the old file is as it was"),
    QT_TRANSLATE_NOOP("StationError", "{0} could not become {1} ({2})"),
    QT_TRANSLATE_NOOP("StationError", "{0} did not answer within {1} s"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} did not come within {1} minutes, so no run was made; is it started there, and is its port open?",
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} does not begin as a session does: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} does not fit the network {1} for pictures of {2} x {3} with {4} {5}: {6}"),
    QT_TRANSLATE_NOOP("StationError", "{0} does not fit the network {1} of the run's model card ({2})"),
    QT_TRANSLATE_NOOP("StationError", "{0} does not hold the {1} pictures of the sheet"),
    QT_TRANSLATE_NOOP("StationError", "{0} exists already; a recording never overwrites one"),
    QT_TRANSLATE_NOOP("StationError", "{0} exists already; choose another name"),
    QT_TRANSLATE_NOOP("StationError", "{0} exists already; open that project, or choose another folder"),
    QT_TRANSLATE_NOOP("StationError", "{0} failed ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} gave something that is no picture"),
    QT_TRANSLATE_NOOP("StationError", "{0} gives no more frames; was it unplugged?"),
    QT_TRANSLATE_NOOP("StationError", "{0} has a description of its network that can't be read"),
    QT_TRANSLATE_NOOP("StationError", "{0} has been giving the same picture for {1} s; it is frozen"),
    QT_TRANSLATE_NOOP(
        "StationError", "{0} has changed since the run {1} began, so it can't be resumed; train a new run"
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} has figures of {1}, which is none of its attributes"),
    QT_TRANSLATE_NOOP("StationError", "{0} has figures that are not finite"),
    QT_TRANSLATE_NOOP("StationError", "{0} has no free number for a session"),
    QT_TRANSLATE_NOOP("StationError", "{0} has no model card; say its network, --network reference or --network fruit"),
    QT_TRANSLATE_NOOP("StationError", "{0} has one letter, digit or sign as its key, or none"),
    QT_TRANSLATE_NOOP("StationError", "{0} has other values here than in line {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} has the frames 0 to {1}. Received: {2}"),
    QT_TRANSLATE_NOOP("StationError", "{0} has {1} bytes, which is more than a project needs ({2})"),
    QT_TRANSLATE_NOOP("StationError", "{0} has {1} bytes, which is more than a truth file needs ({2})"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} has {1} labels that are in no table in {2}, such as that of {3}, and a new split would lose "
        "them: copy it there as {4}{5}, or move it away if nobody wants them",
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} holds a text that can't be printed: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} holds a variance below zero, in {1}; the run is refused"),
    QT_TRANSLATE_NOOP("StationError", "{0} holds no session of {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} holds no trained run; train one first ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} holds no video"),
    QT_TRANSLATE_NOOP("StationError", "{0} holds no {1}, so there is nothing to resume"),
    QT_TRANSLATE_NOOP(
        "StationError", "{0} holds not one frame that can be decoded; was it cut off in its first half second?"
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} holds weights that are not finite, in {1}; the run is refused"),
    QT_TRANSLATE_NOOP("StationError", "{0} holds {1} clips of that second already; send the frame again"),
    QT_TRANSLATE_NOOP("StationError", "{0} in {1} is not what the first machine has; copy its project, or share one"),
    QT_TRANSLATE_NOOP("StationError", "{0} in {1} on {2} pictures, {3}, {4}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is a run's folder, whose card says its network, attributes and image size"),
    QT_TRANSLATE_NOOP("StationError", "{0} is cut off: it promises {1} frames and holds {2}; copy it again"),
    QT_TRANSLATE_NOOP("StationError", "{0} is damaged ({1}); a new check is needed"),
    QT_TRANSLATE_NOOP("StationError", "{0} is damaged or not for this station: the attribute {1} has no key"),
    QT_TRANSLATE_NOOP("StationError", "{0} is damaged or not for this station: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is damaged: a change of the attributes was cut off and can't be finished"),
    QT_TRANSLATE_NOOP("StationError", "{0} is damaged: expected {1} values of {2}"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} is gone, so the training ended; where an epoch was finished, --resume goes on after the last "
        "one, with the same machines, with others, or without TF_CONFIG on one alone",
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} is just being changed by somebody else; try again"),
    QT_TRANSLATE_NOOP("StationError", "{0} is just being labelled by somebody else; here it can only be looked at"),
    QT_TRANSLATE_NOOP("StationError", "{0} is just being labelled by {1}; here it can only be looked at"),
    QT_TRANSLATE_NOOP("StationError", "{0} is just being labelled; close that clip first"),
    QT_TRANSLATE_NOOP("StationError", "{0} is larger than any history of a training; it was not read"),
    QT_TRANSLATE_NOOP("StationError", "{0} is larger than any model card ({1} bytes); the run is refused"),
    QT_TRANSLATE_NOOP("StationError", "{0} is larger than any record of checks; it was left as it is"),
    QT_TRANSLATE_NOOP("StationError", "{0} is larger than any settings; it was left as it is"),
    QT_TRANSLATE_NOOP("StationError", "{0} is larger than any sheet of an exported network; {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is larger than any weights ({1} bytes); it was not opened"),
    QT_TRANSLATE_NOOP("StationError", "{0} is larger than the {1} that a picture may have"),
    QT_TRANSLATE_NOOP(
        "StationError", "{0} is no file of weights that this station takes: it is damaged or cut off ({1})"
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} is no file of weights that this station takes: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is no history of a training of {1} ({2})"),
    QT_TRANSLATE_NOOP("StationError", "{0} is no model card that this station can use: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is no model card that this station can use: {1}: {2}"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} is no project: expected a {1}, or the lab's layout (videos/ with clips, pics/ with pictures and "
        "their *{2}), or one folder of pictures a class",
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} is no session's journal: it holds no table of entries"),
    QT_TRANSLATE_NOOP("StationError", "{0} is no sheet of an exported network ({1}: {2}); {3}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is no state of this training ({1}); it can't be resumed"),
    QT_TRANSLATE_NOOP("StationError", "{0} is no truth file: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is none of the project's attributes, or is there twice"),
    QT_TRANSLATE_NOOP("StationError", "{0} is not for this station: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is not labelled any more"),
    QT_TRANSLATE_NOOP("StationError", "{0} is not open"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} is not the file that the run's model card was written for (another sha256); it was not opened",
    ),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} is not the file that the run's model card was written for: expected sha256 {1}..., and {2}... "
        "came; it was not opened",
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} is not the file that was exported (another sha256)"),
    QT_TRANSLATE_NOOP("StationError", "{0} is not there any more. There is: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is refused, since checking it failed: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} is refused: the process that looked at it died of it, and nothing else did"),
    QT_TRANSLATE_NOOP(
        "StationError", "{0} is the name of another attribute till now; change one name first and the other afterwards"
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} lacks {1} of {2} frames: {3}"),
    QT_TRANSLATE_NOOP("StationError", "{0} machines train together"),
    QT_TRANSLATE_NOOP("StationError", "{0} makes it anew"),
    QT_TRANSLATE_NOOP("StationError", "{0} megapixels"),
    QT_TRANSLATE_NOOP("StationError", "{0} needs a key: one letter, digit or sign"),
    QT_TRANSLATE_NOOP("StationError", "{0} of the pictures are here; of each step's {1} this machine does {2}"),
    QT_TRANSLATE_NOOP("StationError", "{0} of {1} pictures of the {2} subset were skipped"),
    QT_TRANSLATE_NOOP("StationError", "{0} records {1} x {2} pixels, and a frame of {3} x {4} came"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0} sends more than this computer decodes: its pictures came {1} s late. Let the camera send smaller "
        "pictures, or fewer",
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} sends no video"),
    QT_TRANSLATE_NOOP("StationError", "{0} sent nothing for {1} s"),
    QT_TRANSLATE_NOOP("StationError", "{0} sent nothing that can be decoded for {1} s"),
    QT_TRANSLATE_NOOP("StationError", "{0} stopped sending"),
    QT_TRANSLATE_NOOP("StationError", "{0} was changed by somebody else since it was opened; open the clip again"),
    QT_TRANSLATE_NOOP("StationError", "{0} was changed by somebody else while it was written"),
    QT_TRANSLATE_NOOP("StationError", "{0} was changed while it was open"),
    QT_TRANSLATE_NOOP("StationError", "{0} was closed"),
    QT_TRANSLATE_NOOP("StationError", "{0} was closed before frame {1} was read"),
    QT_TRANSLATE_NOOP("StationError", "{0} was deleted, but the disk may bring it back ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} was expected to be a picture (PNG, JPEG, ...), but it {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0} was not taken: decoding it came to no end in {1} s"),
    QT_TRANSLATE_NOOP(
        "StationError", "{0} was not taken: the process that decoded it died of it, and nothing else did"
    ),
    QT_TRANSLATE_NOOP("StationError", "{0} was plugged in anew while it was being opened"),
    QT_TRANSLATE_NOOP("StationError", "{0} was written, but the disk may forget it ({1})"),
    QT_TRANSLATE_NOOP("StationError", "{0} would share their labels and pictures; rename one of these clips first"),
    QT_TRANSLATE_NOOP("StationError", "{0}, line {1}: {2}"),
    QT_TRANSLATE_NOOP("StationError", "{0}: a project has at most {1} attributes. Received: {2}"),
    QT_TRANSLATE_NOOP("StationError", "{0}: a project has at most {1} classes. Received: {2}"),
    QT_TRANSLATE_NOOP(
        "StationError",
        "{0}: expected True or False for {1} in the column {2}, which is there already; found {3}. Choose another name",
    ),
    QT_TRANSLATE_NOOP("StationError", "{0}: expected a picture's name, found {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0}: expected exactly one class that is True for {1}, found {2}"),
    QT_TRANSLATE_NOOP("StationError", "{0}: expected one row for {1}, found two that mean it"),
    QT_TRANSLATE_NOOP("StationError", "{0}: expected {1}; rename it and split again"),
    QT_TRANSLATE_NOOP("StationError", "{0}: fault {1}: expected a box [left, top, right, bottom], found {2}"),
    QT_TRANSLATE_NOOP(
        "StationError", "{0}: fault {1}: expected a box within the picture of {2} x {3} pixels, found {4}"
    ),
    QT_TRANSLATE_NOOP("StationError", "{0}: fault {1}: expected seen from 0 to 1, found {2}"),
    QT_TRANSLATE_NOOP("StationError", "{0}: the key {1} of {2} is labelling's own ({3} are)"),
    QT_TRANSLATE_NOOP("StationError", "{0}: {1}"),
    QT_TRANSLATE_NOOP("StationError", "{0}: {1} does not fit and was left out"),
    QT_TRANSLATE_NOOP("StationError", "{0}: {1} of {2} pictures are missing: {3}"),
    QT_TRANSLATE_NOOP("StationError", "{0}; it was ended"),
    QT_TRANSLATE_NOOP("StationError", "{0}; kept epoch {1} of {2}, validation loss {3}"),
    QT_TRANSLATE_NOOP("StationError", "{0}; that was in the first step, so no run was made"),
    QT_TRANSLATE_NOOP("StationError", "{0}; the exported network of the run {1} can't be used"),
    QT_TRANSLATE_NOOP("StationError", "{0}; {1} divides anew"),
)
"""By no order; the longest that fits is taken."""
