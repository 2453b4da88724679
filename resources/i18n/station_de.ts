<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Seam Station</source>
        <translation>Über Seam Station</translation>
    </message>
    <message>
        <source>Seam Station {version}</source>
        <translation>Seam Station {version}</translation>
    </message>
    <message>
        <source>Films seams, labels the frames, trains a residual network and watches the machine, showing why.</source>
        <translation>Filmt Nähte, beschriftet die Bilder, trainiert ein Residualnetz, überwacht die Maschine und zeigt, warum es so urteilt.</translation>
    </message>
    <message>
        <source>Not a safety device: never let it alone decide over what could hurt somebody or cost much.</source>
        <translation>Keine Sicherheitseinrichtung: nie allein über etwas entscheiden lassen, das jemanden verletzen oder viel kosten könnte.</translation>
    </message>
    <message>
        <source>Seam Station: MIT licence. Icons: Tabler, MIT licence. Textures of the practice lab: Ramón Miranda and MrMamurk, CC0. Qt and Qt for Python: GNU LGPL 3; you may exchange their libraries. x264, which writes the clips: GNU GPL, and with it the packaged program as a whole.</source>
        <translation>Seam Station: MIT-Lizenz. Symbole: Tabler, MIT-Lizenz. Texturen des Übungslabors: Ramón Miranda und MrMamurk, CC0. Qt und Qt for Python: GNU LGPL 3; ihre Bibliotheken dürfen ausgetauscht werden. x264, das die Clips schreibt: GNU GPL und mit ihm das verpackte Programm als Ganzes.</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>All licences...</source>
        <translation>Alle Lizenzen...</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Watch a practice seam</source>
        <translation>Übungsnaht ansehen</translation>
    </message>
    <message>
        <source>Open project...</source>
        <translation>Projekt öffnen...</translation>
    </message>
    <message>
        <source>New project...</source>
        <translation>Neues Projekt...</translation>
    </message>
    <message>
        <source>Practice lab...</source>
        <translation>Übungslabor...</translation>
    </message>
    <message>
        <source>Show the project&apos;s folder</source>
        <translation>Projektordner anzeigen</translation>
    </message>
    <message>
        <source>Attributes or classes...</source>
        <translation>Merkmale oder Klassen...</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>Settings...</source>
        <translation>Einstellungen...</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Labelling</source>
        <translation>Beschriften</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Messages and log</source>
        <translation>Meldungen und Protokoll</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung ausblenden</translation>
    </message>
    <message>
        <source>Stop the work in the status bar</source>
        <translation>Arbeit in der Statusleiste anhalten</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Crash report...</source>
        <translation>Absturzbericht...</translation>
    </message>
    <message>
        <source>About Seam Station</source>
        <translation>Über Seam Station</translation>
    </message>
    <message>
        <source>Record / stop recording</source>
        <translation>Aufnahme starten / beenden</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Schnappschuss</translation>
    </message>
    <message>
        <source>Label the last recording</source>
        <translation>Letzte Aufnahme beschriften</translation>
    </message>
    <message>
        <source>Write a note for the recording</source>
        <translation>Notiz zur Aufnahme schreiben</translation>
    </message>
    <message>
        <source>Choose the source</source>
        <translation>Quelle wählen</translation>
    </message>
    <message>
        <source>Connect the camera again</source>
        <translation>Kamera neu verbinden</translation>
    </message>
    <message>
        <source>Disconnect the camera</source>
        <translation>Kamera trennen</translation>
    </message>
    <message>
        <source>Rotate by 90°</source>
        <translation>Um 90° drehen</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Stripes where the exposure is lost</source>
        <translation>Fehlbelichtung schraffieren</translation>
    </message>
    <message>
        <source>Find the best focus anew</source>
        <translation>Beste Schärfe neu suchen</translation>
    </message>
    <message>
        <source>Calibrate with a ruler</source>
        <translation>Mit einem Lineal kalibrieren</translation>
    </message>
    <message>
        <source>Forget the scale</source>
        <translation>Maßstab verwerfen</translation>
    </message>
    <message>
        <source>Ruler: point to the left</source>
        <translation>Lineal: Punkt nach links</translation>
    </message>
    <message>
        <source>Ruler: point to the right</source>
        <translation>Lineal: Punkt nach rechts</translation>
    </message>
    <message>
        <source>Ruler: point up</source>
        <translation>Lineal: Punkt nach oben</translation>
    </message>
    <message>
        <source>Ruler: point down</source>
        <translation>Lineal: Punkt nach unten</translation>
    </message>
    <message>
        <source>Ruler: point far to the left</source>
        <translation>Lineal: Punkt weit nach links</translation>
    </message>
    <message>
        <source>Ruler: point far to the right</source>
        <translation>Lineal: Punkt weit nach rechts</translation>
    </message>
    <message>
        <source>Ruler: point far up</source>
        <translation>Lineal: Punkt weit nach oben</translation>
    </message>
    <message>
        <source>Ruler: point far down</source>
        <translation>Lineal: Punkt weit nach unten</translation>
    </message>
    <message>
        <source>Ruler: set the point</source>
        <translation>Lineal: Punkt setzen</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Pixel by pixel, or whole</source>
        <translation>Pixelgenau oder ganz</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>Look further left</source>
        <translation>Weiter links ansehen</translation>
    </message>
    <message>
        <source>Look further right</source>
        <translation>Weiter rechts ansehen</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>Weiter oben ansehen</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>Weiter unten ansehen</translation>
    </message>
    <message>
        <source>Previous clip</source>
        <translation>Voriger Clip</translation>
    </message>
    <message>
        <source>Next clip</source>
        <translation>Nächster Clip</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>100 frames back</source>
        <translation>100 Bilder zurück</translation>
    </message>
    <message>
        <source>10 frames back</source>
        <translation>10 Bilder zurück</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>10 frames on</source>
        <translation>10 Bilder weiter</translation>
    </message>
    <message>
        <source>100 frames on</source>
        <translation>100 Bilder weiter</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>Next frame without label</source>
        <translation>Nächstes Bild ohne Beschriftung</translation>
    </message>
    <message>
        <source>Next frame where the model disagrees</source>
        <translation>Nächstes Bild, bei dem das Netz widerspricht</translation>
    </message>
    <message>
        <source>Frame the model is least sure of</source>
        <translation>Bild, bei dem das Netz am unsichersten ist</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save and go on</source>
        <translation>Speichern und weiter</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Range: from here</source>
        <translation>Bereich: ab hier</translation>
    </message>
    <message>
        <source>Range: save to here</source>
        <translation>Bereich: bis hier speichern</translation>
    </message>
    <message>
        <source>Ask the model</source>
        <translation>Netz fragen</translation>
    </message>
    <message>
        <source>Take the model&apos;s values</source>
        <translation>Werte des Netzes übernehmen</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>Klasse suchen</translation>
    </message>
    <message>
        <source>List of clips</source>
        <translation>Liste der Clips</translation>
    </message>
    <message>
        <source>Read the labels again</source>
        <translation>Beschriftungen neu einlesen</translation>
    </message>
    <message>
        <source>Leave the clip</source>
        <translation>Clip verlassen</translation>
    </message>
    <message>
        <source>Split now</source>
        <translation>Jetzt aufteilen</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Stop and keep best</source>
        <translation>Anhalten und Bestes behalten</translation>
    </message>
    <message>
        <source>Cancel training...</source>
        <translation>Training abbrechen...</translation>
    </message>
    <message>
        <source>Resume run</source>
        <translation>Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Evaluate run</source>
        <translation>Lauf auswerten</translation>
    </message>
    <message>
        <source>Audit where the run looks</source>
        <translation>Blick des Laufs überprüfen</translation>
    </message>
    <message>
        <source>Inspect with this run</source>
        <translation>Mit diesem Lauf prüfen</translation>
    </message>
    <message>
        <source>Lay over another run</source>
        <translation>Über anderen Lauf legen</translation>
    </message>
    <message>
        <source>Rename run...</source>
        <translation>Lauf umbenennen...</translation>
    </message>
    <message>
        <source>Delete run...</source>
        <translation>Lauf löschen...</translation>
    </message>
    <message>
        <source>Import a run...</source>
        <translation>Lauf importieren...</translation>
    </message>
    <message>
        <source>Show the run&apos;s folder</source>
        <translation>Ordner des Laufs anzeigen</translation>
    </message>
    <message>
        <source>Heat maps</source>
        <translation>Heatmaps</translation>
    </message>
    <message>
        <source>Send picture to labelling</source>
        <translation>Bild zum Beschriften schicken</translation>
    </message>
    <message>
        <source>Test figures</source>
        <translation>Testwerte</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Freeze the picture</source>
        <translation>Bild einfrieren</translation>
    </message>
    <message>
        <source>Acknowledge the alarm</source>
        <translation>Alarm quittieren</translation>
    </message>
    <message>
        <source>Check with samples...</source>
        <translation>Prüfung mit Mustern...</translation>
    </message>
    <message>
        <source>Check: the sample is there</source>
        <translation>Prüfung: das Muster liegt da</translation>
    </message>
    <message>
        <source>Check: give up</source>
        <translation>Prüfung: abbrechen</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Heat maps of what was found</source>
        <translation>Heatmaps zum Gefundenen</translation>
    </message>
    <message>
        <source>Grad-CAM or HiResCAM</source>
        <translation>Grad-CAM oder HiResCAM</translation>
    </message>
    <message>
        <source>Fainter heat maps</source>
        <translation>Schwächere Heatmaps</translation>
    </message>
    <message>
        <source>Stronger heat maps</source>
        <translation>Stärkere Heatmaps</translation>
    </message>
    <message>
        <source>Reset the thresholds</source>
        <translation>Schwellen zurücksetzen</translation>
    </message>
    <message>
        <source>Enlarge the last fault</source>
        <translation>Letzten Fehler vergrößern</translation>
    </message>
    <message>
        <source>Send the frame to labelling</source>
        <translation>Bild zum Beschriften schicken</translation>
    </message>
    <message>
        <source>Export the session...</source>
        <translation>Sitzung exportieren...</translation>
    </message>
    <message>
        <source>Shift report...</source>
        <translation>Schichtbericht...</translation>
    </message>
    <message>
        <source>Inspect a folder of pictures...</source>
        <translation>Ordner mit Bildern prüfen...</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>&amp;Kamera</translation>
    </message>
    <message>
        <source>&amp;Labelling</source>
        <translation>&amp;Beschriften</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>&amp;Inspection</source>
        <translation>&amp;Prüfung</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Add a clip...</source>
        <translation>Clip hinzufügen...</translation>
    </message>
    <message>
        <source>Go to frame or clip</source>
        <translation>Zu Bild oder Clip gehen</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer hinsehen</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Looking at the project ...</source>
        <translation>Projekt wird angesehen ...</translation>
    </message>
    <message>
        <source>No labels yet</source>
        <translation>Noch keine Beschriftungen</translation>
    </message>
    <message>
        <source>A network learns from labelled frames. Label some first, then split and train here.</source>
        <translation>Ein Netz lernt aus beschrifteten Bildern. Zuerst einige beschriften, dann hier aufteilen und trainieren.</translation>
    </message>
    <message>
        <source>1. Split the pictures</source>
        <translation>1. Bilder aufteilen</translation>
    </message>
    <message>
        <source>1. Fill the subsets</source>
        <translation>1. Teilmengen füllen</translation>
    </message>
    <message>
        <source>Every picture lies in the folder of a subset, but one is missing: there must be pics/train, pics/valid and pics/test.</source>
        <translation>Jedes Bild liegt im Ordner einer Teilmenge, aber eine fehlt: Nötig sind pics/train, pics/valid und pics/test.</translation>
    </message>
    <message>
        <source>The labelled pictures are cut into training, validation and test.</source>
        <translation>Die beschrifteten Bilder werden in Training, Validierung und Test aufgeteilt.</translation>
    </message>
    <message>
        <source>2. Start the training</source>
        <translation>2. Training starten</translation>
    </message>
    <message>
        <source>The recipe on the left is a good beginning. Curves are drawn here while it trains.</source>
        <translation>Das Rezept links ist ein guter Anfang. Während des Trainings entstehen hier die Kurven.</translation>
    </message>
    <message>
        <source>3. Look at the figures</source>
        <translation>3. Werte ansehen</translation>
    </message>
    <message>
        <source>Choose a run below. Choose two, and their curves are laid over one another.</source>
        <translation>Unten einen Lauf wählen. Bei zwei gewählten werden ihre Kurven übereinandergelegt.</translation>
    </message>
    <message>
        <source>measured on this PC</source>
        <translation>auf diesem PC gemessen</translation>
    </message>
    <message>
        <source>as earlier runs of this project</source>
        <translation>wie frühere Läufe dieses Projekts</translation>
    </message>
    <message>
        <source>not measured on this PC yet</source>
        <translation>auf diesem PC noch nicht gemessen</translation>
    </message>
    <message>
        <source>A split by clip needs at least three labelled clips. Label more of them, or choose the split by frame.</source>
        <translation>Eine Aufteilung nach Clip braucht mindestens drei beschriftete Clips. Weitere beschriften oder nach Bild aufteilen.</translation>
    </message>
    <message>
        <source>About {duration} for all epochs, {whence}</source>
        <translation>Etwa {duration} für alle Epochen, {whence}</translation>
    </message>
</context>
<context>
    <name>AlarmButton</name>
    <message>
        <source>ALARM: acknowledge ({key})</source>
        <translation>ALARM: quittieren ({key})</translation>
    </message>
    <message>
        <source>No alarm</source>
        <translation>Kein Alarm</translation>
    </message>
</context>
<context>
    <name>AlarmSound</name>
    <message>
        <source>Preparing the alarm&apos;s sound</source>
        <translation>Alarmton wird vorbereitet</translation>
    </message>
</context>
<context>
    <name>AttributeBars</name>
    <message>
        <source>How likely each class is</source>
        <translation>Wie wahrscheinlich jede Klasse ist</translation>
    </message>
    <message>
        <source>Drag the mark from which a class is recognised, or click on a name for its heat map. With the keyboard: left and right move the mark, up and down choose a class, Return shows its heat map.</source>
        <translation>Die Marke ziehen, ab der eine Klasse erkannt ist, oder für die Heatmap auf einen Namen klicken. Mit der Tastatur: links und rechts verschiebt die Marke, auf und ab wählt eine Klasse, die Eingabetaste zeigt ihre Heatmap.</translation>
    </message>
    <message>
        <source>Thresholds of the attributes</source>
        <translation>Schwellen der Merkmale</translation>
    </message>
    <message>
        <source>Drag a threshold, or an edge of the unsure band; click on a name for its heat map. With the keyboard: up and down choose an attribute, left and right move its threshold, with Ctrl the band, Return shows its heat map.</source>
        <translation>Eine Schwelle oder einen Rand des Unsicherheitsbands ziehen; für die Heatmap auf einen Namen klicken. Mit der Tastatur: auf und ab wählt ein Merkmal, links und rechts verschiebt die Schwelle, mit Strg das Band, die Eingabetaste zeigt seine Heatmap.</translation>
    </message>
    <message>
        <source>no value · threshold {threshold}</source>
        <translation>kein Wert · Schwelle {threshold}</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>{word} {share} · threshold {threshold}</source>
        <translation>{word} {share} · Schwelle {threshold}</translation>
    </message>
    <message>
        <source>Recognised from {limit} on</source>
        <translation>Erkannt ab {limit}</translation>
    </message>
    <message>
        <source>Recognised from {limit} on · further classes: {n}</source>
        <translation>Erkannt ab {limit} · weitere Klassen: {n}</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>kein Wert</translation>
    </message>
    <message>
        <source>recognised {share}</source>
        <translation>erkannt {share}</translation>
    </message>
    <message>
        <source>unsure {share}</source>
        <translation>unsicher {share}</translation>
    </message>
</context>
<context>
    <name>AttributeRow</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Colour in heat maps</source>
        <translation>Farbe in Heatmaps</translation>
    </message>
    <message>
        <source>In a sound seam</source>
        <translation>In einer guten Naht</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>NOT OK</source>
        <translation>NICHT OK</translation>
    </message>
    <message>
        <source>none, it is only named</source>
        <translation>keines, nur benannt</translation>
    </message>
    <message>
        <source>Makes the verdict</source>
        <translation>Ergibt das Urteil</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>Stilllegen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Pictures lie in a folder of this name: rename or move the folder instead</source>
        <translation>In einem Ordner dieses Namens liegen Bilder: stattdessen den Ordner umbenennen oder verschieben</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>nicht beurteilt</translation>
    </message>
</context>
<context>
    <name>AttributeRows</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>In a sound seam</source>
        <translation>In einer guten Naht</translation>
    </message>
    <message>
        <source>Makes the verdict</source>
        <translation>Ergibt das Urteil</translation>
    </message>
    <message>
        <source>Add attribute</source>
        <translation>Merkmal hinzufügen</translation>
    </message>
    <message>
        <source>Add class</source>
        <translation>Klasse hinzufügen</translation>
    </message>
    <message>
        <source>Nothing has to be there: a picture without any seam may be OK. An attribute such as good, which is &apos;yes&apos; in a sound seam, prevents that.</source>
        <translation>Nichts muss da sein: Auch ein Bild ganz ohne Naht kann OK sein. Ein Merkmal wie good, das bei einer guten Naht „ja“ ist, verhindert das.</translation>
    </message>
    <message>
        <source>{attribute} can&apos;t have the key {key}: &quot;{action}&quot; has it</source>
        <translation>{attribute} kann die Taste {key} nicht haben: „{action}“ hat sie</translation>
    </message>
</context>
<context>
    <name>AttributesDialog</name>
    <message>
        <source>Attributes</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Attributes of {project}</source>
        <translation>Merkmale von {project}</translation>
    </message>
    <message>
        <source>No label is lost: a retired attribute&apos;s values stay in the tables, and come back when one of its name is added.</source>
        <translation>Keine Beschriftung geht verloren: Die Werte eines stillgelegten Merkmals bleiben in den Tabellen und kommen zurück, wenn wieder eines mit seinem Namen hinzukommt.</translation>
    </message>
    <message>
        <source>What this changes</source>
        <translation>Was sich dadurch ändert</translation>
    </message>
    <message>
        <source>Reading the folders</source>
        <translation>Ordner werden gelesen</translation>
    </message>
    <message>
        <source>Change attributes</source>
        <translation>Merkmale ändern</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Classes of {project}</source>
        <translation>Klassen von {project}</translation>
    </message>
    <message>
        <source>Each picture is of exactly one class. A class whose pictures lie in a folder is called as its folder.</source>
        <translation>Jedes Bild gehört zu genau einer Klasse. Eine Klasse, deren Bilder in einem Ordner liegen, heißt wie ihr Ordner.</translation>
    </message>
    <message>
        <source>Change classes</source>
        <translation>Klassen ändern</translation>
    </message>
    <message>
        <source>Reading the tables</source>
        <translation>Tabellen werden gelesen</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>Reading the tables...</source>
        <translation>Tabellen werden gelesen...</translation>
    </message>
    <message>
        <source>{old} is called {new}.</source>
        <translation>{old} heißt jetzt {new}.</translation>
    </message>
    <message>
        <source>{name} is added; no picture is of that class yet.</source>
        <translation>{name} kommt hinzu; noch gehört kein Bild zu dieser Klasse.</translation>
    </message>
    <message>
        <source>{name} is retired; its values stay in the tables as a further column.</source>
        <translation>{name} wird stillgelegt; seine Werte bleiben als weitere Spalte in den Tabellen.</translation>
    </message>
    <message>
        <source>{name} is removed; no frame is labelled as it.</source>
        <translation>{name} wird entfernt; kein Bild ist so beschriftet.</translation>
    </message>
    <message>
        <source>The order is another one.</source>
        <translation>Die Reihenfolge ändert sich.</translation>
    </message>
    <message>
        <source>Keys, colours or expected values only: no table changes, and all runs still fit.</source>
        <translation>Nur Tasten, Farben oder erwartete Werte: Keine Tabelle ändert sich, und alle Läufe passen weiterhin.</translation>
    </message>
    <message>
        <source>Tables that are rewritten: {tables}, with labels: {labels}.</source>
        <translation>Tabellen, die neu geschrieben werden: {tables}, mit Beschriftungen: {labels}.</translation>
    </message>
    <message>
        <source>Runs that no longer fit and have to be trained again: {runs}.</source>
        <translation>Läufe, die nicht mehr passen und neu trainiert werden müssen: {runs}.</translation>
    </message>
    <message>
        <source>There is no run that would no longer fit.</source>
        <translation>Alle vorhandenen Läufe passen weiterhin.</translation>
    </message>
    <message>
        <source>{name} comes back with the values it had; frames labelled since get &apos;no&apos;.</source>
        <translation>{name} kommt mit den früheren Werten zurück; seither beschriftete Bilder erhalten „nein“.</translation>
    </message>
    <message>
        <source>{name} is added, with &apos;no&apos; in all labels there are.</source>
        <translation>{name} kommt hinzu, mit „nein“ in allen vorhandenen Beschriftungen.</translation>
    </message>
</context>
<context>
    <name>AuditBox</name>
    <message>
        <source>mostly in the upper left corner</source>
        <translation>meist in der Ecke oben links</translation>
    </message>
    <message>
        <source>mostly in the upper part</source>
        <translation>meist im oberen Teil</translation>
    </message>
    <message>
        <source>mostly in the upper right corner</source>
        <translation>meist in der Ecke oben rechts</translation>
    </message>
    <message>
        <source>mostly at the left side</source>
        <translation>meist an der linken Seite</translation>
    </message>
    <message>
        <source>mostly in the middle</source>
        <translation>meist in der Mitte</translation>
    </message>
    <message>
        <source>mostly at the right side</source>
        <translation>meist an der rechten Seite</translation>
    </message>
    <message>
        <source>mostly in the lower left corner</source>
        <translation>meist in der Ecke unten links</translation>
    </message>
    <message>
        <source>mostly in the lower part</source>
        <translation>meist im unteren Teil</translation>
    </message>
    <message>
        <source>mostly in the lower right corner</source>
        <translation>meist in der Ecke unten rechts</translation>
    </message>
    <message>
        <source>here and there</source>
        <translation>mal hier, mal dort</translation>
    </message>
    <message>
        <source>Show pictures</source>
        <translation>Bilder zeigen</translation>
    </message>
    <message>
        <source>Show pictures of {attribute}</source>
        <translation>Bilder zu {attribute} zeigen</translation>
    </message>
    <message>
        <source>{attribute}: {share} of what the network looked at lies outside the seam{where}; it may be right for the wrong reason</source>
        <translation>{attribute}: {share} dessen, worauf das Netz sah, liegt außerhalb der Naht{where}; vielleicht hat es aus falschem Grund recht</translation>
    </message>
    <message>
        <source>{attribute}: in {share} of its pictures ({aside} of {pictures}) the network looked beside the seam{where}; it may be right for the wrong reason</source>
        <translation>{attribute}: In {share} seiner Bilder ({aside} von {pictures}) sah das Netz neben die Naht{where}; vielleicht hat es aus falschem Grund recht</translation>
    </message>
    <message>
        <source>Being audited: where does it look? How far that is stands below in the window.</source>
        <translation>Wird überprüft: Wohin sieht es? Wie weit das ist, steht unten im Fenster.</translation>
    </message>
    <message>
        <source>Audited: what it looked at lies on the seam.</source>
        <translation>Überprüft: Worauf es sah, liegt auf der Naht.</translation>
    </message>
    <message>
        <source>It looks aside for these too: {names}.</source>
        <translation>Auch hier sieht es daneben: {names}.</translation>
    </message>
    <message>
        <source>Too few pictures to tell of: {names}.</source>
        <translation>Zu wenige Bilder für eine Aussage: {names}.</translation>
    </message>
</context>
<context>
    <name>AuditDesk</name>
    <message>
        <source>Looking up the audit</source>
        <translation>Überprüfung wird nachgeschlagen</translation>
    </message>
    <message>
        <source>Auditing {run}</source>
        <translation>{run} wird überprüft</translation>
    </message>
    <message>
        <source>reading pictures</source>
        <translation>Bilder werden gelesen</translation>
    </message>
    <message>
        <source>loading the network</source>
        <translation>Netz wird geladen</translation>
    </message>
    <message>
        <source>looking where it looks</source>
        <translation>Blick wird gemessen</translation>
    </message>
    <message>
        <source>Left out of the audit of {run}: {first}</source>
        <translation>Nicht im Audit von {run}: {first}</translation>
    </message>
    <message>
        <source>The audit of {run} could not be kept: {why}</source>
        <translation>Die Überprüfung von {run} konnte nicht aufbewahrt werden: {why}</translation>
    </message>
</context>
<context>
    <name>BalanceBars</name>
    <message>
        <source>How many pictures there are of each class</source>
        <translation>Wie viele Bilder es von jeder Klasse gibt</translation>
    </message>
    <message>
        <source>Share of the labelled pictures where the attribute is true</source>
        <translation>Anteil der beschrifteten Bilder, in denen das Merkmal zutrifft</translation>
    </message>
</context>
<context>
    <name>BalanceTable</name>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Beschriftet</translation>
    </message>
</context>
<context>
    <name>Calibration</name>
    <message>
        <source>The two points are too close together: set them anew.</source>
        <translation>Die beiden Punkte liegen zu nah beieinander: bitte neu setzen.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>How many millimetres lie between the two points?
One pixel off would be wrong by {share}.</source>
        <translation>Wie viele Millimeter liegen zwischen den beiden Punkten?
Ein Pixel daneben ergäbe einen Fehler von {share}.</translation>
    </message>
    <message>
        <source>Keeping the scale</source>
        <translation>Maßstab wird gespeichert</translation>
    </message>
    <message>
        <source>The scale was forgotten.</source>
        <translation>Der Maßstab wurde verworfen.</translation>
    </message>
    <message>
        <source>Scale: {scale} px/mm, kept in the project.</source>
        <translation>Maßstab: {scale} px/mm, im Projekt gespeichert.</translation>
    </message>
</context>
<context>
    <name>CameraTab</name>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>The settings could not be kept</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden</translation>
    </message>
    <message>
        <source>There is no picture to record: connect a camera first.</source>
        <translation>Kein Bild zum Aufnehmen: zuerst eine Kamera verbinden.</translation>
    </message>
    <message>
        <source>There is no picture to record yet: wait until the camera shows one.</source>
        <translation>Noch ist kein Bild zum Aufnehmen da: warten, bis die Kamera eines zeigt.</translation>
    </message>
    <message>
        <source>There is no picture to keep: connect a camera first.</source>
        <translation>Kein Bild zum Speichern: zuerst eine Kamera verbinden.</translation>
    </message>
    <message>
        <source>Practice lab</source>
        <translation>Übungslabor</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Let the strip run</source>
        <translation>Streifen laufen lassen</translation>
    </message>
    <message>
        <source>Stop the strip</source>
        <translation>Streifen anhalten</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>It is there</source>
        <translation>Es liegt da</translation>
    </message>
    <message>
        <source>Check with samples</source>
        <translation>Prüfung mit Mustern</translation>
    </message>
    <message>
        <source>Check with samples: {n} of {all}</source>
        <translation>Prüfung mit Mustern: {n} von {all}</translation>
    </message>
    <message>
        <source>The check is passed</source>
        <translation>Die Prüfung ist bestanden</translation>
    </message>
    <message>
        <source>The check is not passed</source>
        <translation>Die Prüfung ist nicht bestanden</translation>
    </message>
    <message>
        <source>Being judged: {name}</source>
        <translation>Wird beurteilt: {name}</translation>
    </message>
    <message>
        <source>Not recognised in time: {name}</source>
        <translation>Nicht rechtzeitig erkannt: {name}</translation>
    </message>
    <message>
        <source>Frames right: {each}.</source>
        <translation>Richtige Bilder: {each}.</translation>
    </message>
    <message>
        <source>It holds for {hours} h, for this camera, run and thresholds.</source>
        <translation>Gültig {hours} h, für diese Kamera, diesen Lauf und diese Schwellen.</translation>
    </message>
    <message>
        <source>Counts when {frames} of the last {window} frames are surely right, within {seconds} s.</source>
        <translation>Zählt, wenn {frames} der letzten {window} Bilder sicher richtig sind, innerhalb von {seconds} s.</translation>
    </message>
    <message>
        <source>Stop the strip when the sample is in sight.</source>
        <translation>Den Streifen anhalten, wenn das Muster im Bild ist.</translation>
    </message>
    <message>
        <source>The practice camera lays such strips by itself.</source>
        <translation>Die Übungskamera legt solche Streifen von selbst.</translation>
    </message>
    <message>
        <source>{right} of {frames} · {seconds} s left</source>
        <translation>{right} von {frames} · noch {seconds} s</translation>
    </message>
</context>
<context>
    <name>ClassChooser</name>
    <message>
        <source>{name}: choose with {key}</source>
        <translation>{name}: mit {key} wählen</translation>
    </message>
    <message>
        <source>{name}: choose with a click</source>
        <translation>{name}: mit einem Klick wählen</translation>
    </message>
    <message>
        <source>{name}, chosen</source>
        <translation>{name}, gewählt</translation>
    </message>
</context>
<context>
    <name>ClassFigures</name>
    <message>
        <source>{n} % right</source>
        <translation>{n} % richtig</translation>
    </message>
    <message>
        <source>95 % interval {low} to {high}</source>
        <translation>95-%-Intervall {low} bis {high}</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Verwechslungsmatrix</translation>
    </message>
    <message>
        <source>Most frequent mistakes</source>
        <translation>Häufigste Fehler</translation>
    </message>
    <message>
        <source>Figures by class</source>
        <translation>Werte je Klasse</translation>
    </message>
    <message>
        <source>What is shown of the classes</source>
        <translation>Was von den Klassen gezeigt wird</translation>
    </message>
    <message>
        <source>The worst recall first.</source>
        <translation>Die niedrigste Trefferquote zuerst.</translation>
    </message>
    <message>
        <source>Click one or press Return for its pictures.</source>
        <translation>Für die Bilder eine Zeile anklicken oder die Eingabetaste drücken.</translation>
    </message>
    <message>
        <source>Row: what it is. Column: what it was taken for. Click or press Return for the pictures.</source>
        <translation>Zeile: was es ist. Spalte: wofür es gehalten wurde. Für die Bilder klicken oder die Eingabetaste drücken.</translation>
    </message>
</context>
<context>
    <name>ClassNames</name>
    <message>
        <source>One class a line, such as
Apple
Orange
Tomato</source>
        <translation>Je Zeile eine Klasse, etwa
Apfel
Orange
Tomate</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Each class gets a key and a colour; both can be changed later.</source>
        <translation>Jede Klasse bekommt eine Taste und eine Farbe; beides lässt sich später ändern.</translation>
    </message>
    <message>
        <source>{classes} and {n} more</source>
        <translation>{classes} und {n} weitere</translation>
    </message>
</context>
<context>
    <name>ConfusionTable</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Verwechslungsmatrix</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Taken for {name}</source>
        <translation>Für {name} gehalten</translation>
    </message>
    <message>
        <source>Pictures of {name}</source>
        <translation>Bilder von {name}</translation>
    </message>
    <message>
        <source>{true}, recognised as such: {count} ({share} of them)</source>
        <translation>{true}, richtig erkannt: {count} ({share} davon)</translation>
    </message>
    <message>
        <source>{true} taken for {answered}: {count} ({share} of them)</source>
        <translation>{true} für {answered} gehalten: {count} ({share} davon)</translation>
    </message>
</context>
<context>
    <name>Context</name>
    <message>
        <source>{action} has no key: {other} uses it. Change one of them under Keys (F1) or under Attributes.</source>
        <translation>{action} hat keine Taste: {other} benutzt sie. Eine von beiden unter Tasten (F1) oder unter Merkmale ändern.</translation>
    </message>
</context>
<context>
    <name>ControlRow</name>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>Exposure: {value}</source>
        <translation>Belichtung: {value}</translation>
    </message>
    <message>
        <source>Gain: {value}</source>
        <translation>Verstärkung: {value}</translation>
    </message>
    <message>
        <source>Focus: {value}</source>
        <translation>Fokus: {value}</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} ms</translation>
    </message>
    <message>
        <source>{control}, automatic</source>
        <translation>{control}, automatisch</translation>
    </message>
</context>
<context>
    <name>CountTable</name>
    <message>
        <source>Figures by attribute</source>
        <translation>Werte je Merkmal</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>Right %</source>
        <translation>Richtig %</translation>
    </message>
    <message>
        <source>95 %
interval</source>
        <translation>95-%-
Intervall</translation>
    </message>
    <message>
        <source>AUROC</source>
        <translation>AUROC</translation>
    </message>
    <message>
        <source>TP
right</source>
        <translation>TP
richtig</translation>
    </message>
    <message>
        <source>FP
wrong</source>
        <translation>FP
falsch</translation>
    </message>
    <message>
        <source>TN
right</source>
        <translation>TN
richtig</translation>
    </message>
    <message>
        <source>FN
wrong</source>
        <translation>FN
falsch</translation>
    </message>
    <message>
        <source>Answered true, and it is true</source>
        <translation>Antwort ja, und es stimmt</translation>
    </message>
    <message>
        <source>Answered true, but it is false</source>
        <translation>Antwort ja, aber richtig ist nein</translation>
    </message>
    <message>
        <source>Answered false, and it is false</source>
        <translation>Antwort nein, und es stimmt</translation>
    </message>
    <message>
        <source>Answered false, but it is true</source>
        <translation>Antwort nein, aber richtig ist ja</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Saving the report</source>
        <translation>Bericht wird gespeichert</translation>
    </message>
    <message>
        <source>Putting the report together</source>
        <translation>Bericht wird zusammengestellt</translation>
    </message>
    <message>
        <source>Crash report</source>
        <translation>Absturzbericht</translation>
    </message>
    <message>
        <source>The station ended unexpectedly last time</source>
        <translation>Die Station endete beim letzten Mal unerwartet</translation>
    </message>
    <message>
        <source>What helps to find a fault</source>
        <translation>Was hilft, einen Fehler zu finden</translation>
    </message>
    <message>
        <source>This is all that the report holds: versions, settings and the ends of the logs, without pictures, accounts and the labeller&apos;s name. Names of projects and clips stay in it, so look through it before you send it to anybody. The station itself sends nothing.</source>
        <translation>Mehr steht nicht im Bericht: Versionen, Einstellungen und die Enden der Protokolle, ohne Bilder, Konten und den Namen der beschriftenden Person. Namen von Projekten und Clips bleiben darin; bitte ansehen, bevor er weitergegeben wird. Die Station selbst sendet nichts.</translation>
    </message>
    <message>
        <source>Putting the report together...</source>
        <translation>Bericht wird zusammengestellt...</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save the report...</source>
        <translation>Bericht speichern...</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>The report is in {file}</source>
        <translation>Der Bericht liegt in {file}</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Accuracy on valid, per cent</source>
        <translation>Genauigkeit (Validierung), Prozent</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>best: {epoch}</source>
        <translation>beste: {epoch}</translation>
    </message>
    <message>
        <source>The curves of a training, or of the runs chosen below, are drawn here.</source>
        <translation>Hier entstehen die Kurven eines Trainings oder der unten gewählten Läufe.</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Recall on valid, per cent</source>
        <translation>Trefferquote (Validierung), Prozent</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>mean of {n} classes, and the worst:</source>
        <translation>Mittel über {n} Klassen, dazu die schlechtesten:</translation>
    </message>
</context>
<context>
    <name>CurvesPlace</name>
    <message>
        <source>Loading the curves ...</source>
        <translation>Kurven werden geladen ...</translation>
    </message>
</context>
<context>
    <name>DriftBand</name>
    <message>
        <source>Check with samples...</source>
        <translation>Prüfung mit Mustern...</translation>
    </message>
    <message>
        <source>It is right so</source>
        <translation>So ist es richtig</translation>
    </message>
    <message>
        <source>Lamp and lens were looked at: from now on the picture is held against this one.</source>
        <translation>Lampe und Objektiv wurden nachgesehen: ab jetzt wird das Bild mit diesem verglichen.</translation>
    </message>
    <message>
        <source>Look at the lamp and the lens.</source>
        <translation>Bitte nach Lampe und Objektiv sehen.</translation>
    </message>
    <message>
        <source>Checks with samples: {problem}</source>
        <translation>Prüfungen mit Mustern: {problem}</translation>
    </message>
</context>
<context>
    <name>ErrorHook</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
</context>
<context>
    <name>EvaluationDesk</name>
    <message>
        <source>Looking up the figures</source>
        <translation>Werte werden nachgeschlagen</translation>
    </message>
    <message>
        <source>reading pictures</source>
        <translation>Bilder lesen</translation>
    </message>
    <message>
        <source>loading the network</source>
        <translation>Netz wird geladen</translation>
    </message>
    <message>
        <source>answering</source>
        <translation>antworten</translation>
    </message>
    <message>
        <source>Evaluating {run}</source>
        <translation>{run} wird ausgewertet</translation>
    </message>
    <message>
        <source>Left out of the evaluation of {run}: {first}</source>
        <translation>Bei der Auswertung von {run} ausgelassen: {first}</translation>
    </message>
    <message>
        <source>The figures of {run} could not be kept: {why}</source>
        <translation>Die Zahlen von {run} konnten nicht behalten werden: {why}</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>Looking up ...</source>
        <translation>Wird nachgeschlagen ...</translation>
    </message>
    <message>
        <source>This run tells {theirs} apart, which are not the project&apos;s classes. Train a new run.</source>
        <translation>Dieser Lauf unterscheidet {theirs}; das sind nicht die Klassen des Projekts. Einen neuen Lauf trainieren.</translation>
    </message>
    <message>
        <source>This run answers {theirs}, which are not the project&apos;s attributes any more. Train a new run.</source>
        <translation>Dieser Lauf beantwortet {theirs}; das sind nicht mehr die Merkmale des Projekts. Einen neuen Lauf trainieren.</translation>
    </message>
    <message>
        <source>{name} can&apos;t be sent to labelling: its clip is not in the project&apos;s videos folder</source>
        <translation>{name} kann nicht zum Beschriften geschickt werden: Sein Clip liegt nicht im Ordner videos des Projekts</translation>
    </message>
    <message>
        <source>The heat maps could not be made</source>
        <translation>Die Heatmaps konnten nicht erstellt werden</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>{title}: an unexpected fault ({error}). It is in the log.</source>
        <translation>{title}: ein unerwarteter Fehler ({error}). Er steht im Protokoll.</translation>
    </message>
</context>
<context>
    <name>FaultStrip</name>
    <message>
        <source>Last faults</source>
        <translation>Letzte Fehler</translation>
    </message>
    <message>
        <source>{number} · {time}</source>
        <translation>{number} · {time}</translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>Nicht quittiert</translation>
    </message>
    <message>
        <source>Acknowledged at {time} by {who}</source>
        <translation>Um {time} von {who} quittiert</translation>
    </message>
    <message>
        <source>not {name}</source>
        <translation>nicht {name}</translation>
    </message>
</context>
<context>
    <name>FaultWindow</name>
    <message>
        <source>Send to labelling</source>
        <translation>Zum Beschriften schicken</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Heat maps</source>
        <translation>Heatmaps</translation>
    </message>
    <message>
        <source>Fault {number}</source>
        <translation>Fehler {number}</translation>
    </message>
    <message>
        <source>{names}
{when}
frame {frame}, {time} s after the start of the source</source>
        <translation>{names}
{when}
Bild {frame}, {time} s nach Beginn der Quelle</translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>Nicht quittiert</translation>
    </message>
    <message>
        <source>Acknowledged at {time} by {who}</source>
        <translation>Um {time} von {who} quittiert</translation>
    </message>
    <message>
        <source>Painting a fault</source>
        <translation>Fehlerbild wird gezeichnet</translation>
    </message>
</context>
<context>
    <name>FigureList</name>
    <message>
        <source>Figures by class, the worst first</source>
        <translation>Werte je Klasse, die schlechteste zuerst</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
</context>
<context>
    <name>FigureStrip</name>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>{rate} frames/s</source>
        <translation>{rate} Bilder/s</translation>
    </message>
    <message>
        <source>Age of the picture: {ms} ms</source>
        <translation>Alter des Bilds: {ms} ms</translation>
    </message>
    <message>
        <source>Dropped: {dropped}</source>
        <translation>Verloren: {dropped}</translation>
    </message>
</context>
<context>
    <name>FolderFields</name>
    <message>
        <source>Give the project a name.</source>
        <translation>Dem Projekt einen Namen geben.</translation>
    </message>
    <message>
        <source>A folder can&apos;t be called {name}: use letters, digits, spaces, - and _.</source>
        <translation>Ein Ordner kann nicht {name} heißen: Buchstaben, Ziffern, Leerzeichen, - und _ verwenden.</translation>
    </message>
    <message>
        <source>Choose the folder in which the project is made.</source>
        <translation>Den Ordner wählen, in dem das Projekt angelegt wird.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>In the folder</source>
        <translation>Im Ordner</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Wählen...</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr anzeigen</translation>
    </message>
    <message>
        <source>answered true, is true</source>
        <translation>Antwort ja, ist ja</translation>
    </message>
    <message>
        <source>answered true, is false</source>
        <translation>Antwort ja, ist nein</translation>
    </message>
    <message>
        <source>answered false, is false</source>
        <translation>Antwort nein, ist nein</translation>
    </message>
    <message>
        <source>answered false, is true</source>
        <translation>Antwort nein, ist ja</translation>
    </message>
    <message>
        <source>{run}: {attribute} {count} ({shown} of {all})</source>
        <translation>{run}: {attribute} {count} ({shown} von {all})</translation>
    </message>
    <message>
        <source>{name}   {attribute}: {chance} answered, labelled true</source>
        <translation>{name}   {attribute}: Antwort {chance}, beschriftet mit ja</translation>
    </message>
    <message>
        <source>{name}   {attribute}: {chance} answered, labelled false</source>
        <translation>{name}   {attribute}: Antwort {chance}, beschriftet mit nein</translation>
    </message>
    <message>
        <source>{true}, recognised as such: {all}</source>
        <translation>{true}, richtig erkannt: {all}</translation>
    </message>
    <message>
        <source>{true} taken for {answered}: {all}</source>
        <translation>{true} für {answered} gehalten: {all}</translation>
    </message>
    <message>
        <source>{what} ({shown} shown)</source>
        <translation>{what} ({shown} gezeigt)</translation>
    </message>
    <message>
        <source>{name}   {answered}: {chance} answered, it is {true}</source>
        <translation>{name}   {answered}: Antwort {chance}, es ist {true}</translation>
    </message>
    <message>
        <source>{run}: {attribute}, looked beside the seam, the worst first: {all}</source>
        <translation>{run}: {attribute}, Blick neben die Naht, die schlimmsten zuerst: {all}</translation>
    </message>
    <message>
        <source>{share} outside</source>
        <translation>{share} außerhalb</translation>
    </message>
    <message>
        <source>{name}   {attribute}: {share} of the heat map outside the seam</source>
        <translation>{name}   {attribute}: {share} der Heatmap außerhalb der Naht</translation>
    </message>
    <message>
        <source>Choose a number in the test figures to see its pictures here</source>
        <translation>Eine Zahl in den Testwerten wählen, um hier ihre Bilder zu sehen</translation>
    </message>
    <message>
        <source>Heat maps are off (H)</source>
        <translation>Heatmaps sind aus (H)</translation>
    </message>
    <message>
        <source>No heat maps: {why}</source>
        <translation>Keine Heatmaps: {why}</translation>
    </message>
    <message>
        <source>Heat maps to come: {n} ...</source>
        <translation>Heatmaps fehlen noch: {n} ...</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>In der Anleitung suchen</translation>
    </message>
    <message>
        <source>Contents of the guide</source>
        <translation>Inhalt der Anleitung</translation>
    </message>
    <message>
        <source>Reading the guide</source>
        <translation>Anleitung wird gelesen</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import a run</source>
        <translation>Lauf importieren</translation>
    </message>
    <message>
        <source>This run is sound</source>
        <translation>Dieser Lauf ist in Ordnung</translation>
    </message>
    <message>
        <source>Its weights were checked in a process of their own: they are whole, finite, and of its network. Whether it answers well, only an evaluation on your own pictures tells.</source>
        <translation>Seine Gewichte wurden in einem eigenen Prozess geprüft: sie sind vollständig, endlich und von seinem Netz. Ob er gut antwortet, sagt nur eine Auswertung an eigenen Bildern.</translation>
    </message>
    <message>
        <source>Name in this project</source>
        <translation>Name in diesem Projekt</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>{network}, {count} weights, pictures of {width} x {height}</source>
        <translation>{network}, {count} Gewichte, Bilder von {width} x {height}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Entstanden</translation>
    </message>
    <message>
        <source>Val. loss there</source>
        <translation>Val.-Verlust dort</translation>
    </message>
    <message>
        <source>Per cent right there</source>
        <translation>Prozent richtig dort</translation>
    </message>
    <message>
        <source>Weights&apos; sha256</source>
        <translation>sha256 der Gewichte</translation>
    </message>
</context>
<context>
    <name>InspectionChooser</name>
    <message>
        <source>Fault:</source>
        <translation>Fehler:</translation>
    </message>
    <message>
        <source>Class:</source>
        <translation>Klasse:</translation>
    </message>
    <message>
        <source>of</source>
        <translation>von</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Bildern</translation>
    </message>
    <message>
        <source>A fault counts, once, when so many of the last frames show it.</source>
        <translation>Ein Fehler zählt, und zwar einmal, wenn so viele der letzten Bilder ihn zeigen.</translation>
    </message>
    <message>
        <source>Frames that show a fault</source>
        <translation>Bilder, die einen Fehler zeigen</translation>
    </message>
    <message>
        <source>The sign names what a camera shows when so many of the last frames are of that class.</source>
        <translation>Die Anzeige nennt, was eine Kamera zeigt, wenn so viele der letzten Bilder zu dieser Klasse gehören.</translation>
    </message>
    <message>
        <source>Frames that are of a class</source>
        <translation>Bilder, die zu einer Klasse gehören</translation>
    </message>
    <message>
        <source>Frames that are looked at</source>
        <translation>Bilder, die betrachtet werden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
</context>
<context>
    <name>InspectionDesk</name>
    <message>
        <source>Frames are labelled in a project: open one, or make one (File).</source>
        <translation>Bilder werden in einem Projekt beschriftet: eines öffnen oder anlegen (Datei).</translation>
    </message>
    <message>
        <source>Saving the frame for labelling</source>
        <translation>Bild wird zum Beschriften gespeichert</translation>
    </message>
    <message>
        <source>There is nothing to export: no frame was judged yet.</source>
        <translation>Nichts zu exportieren: Noch wurde kein Bild beurteilt.</translation>
    </message>
    <message>
        <source>Export the session</source>
        <translation>Sitzung exportieren</translation>
    </message>
    <message>
        <source>Table ({ending})</source>
        <translation>Tabelle ({ending})</translation>
    </message>
    <message>
        <source>Exporting the session</source>
        <translation>Sitzung wird exportiert</translation>
    </message>
    <message>
        <source>There is nothing to report: nothing was inspected in this project yet.</source>
        <translation>Es gibt nichts zu berichten: in diesem Projekt wurde noch nichts geprüft.</translation>
    </message>
    <message>
        <source>Shift report</source>
        <translation>Schichtbericht</translation>
    </message>
    <message>
        <source>{name} ({ending})</source>
        <translation>{name} ({ending})</translation>
    </message>
    <message>
        <source>shift_report</source>
        <translation>schichtbericht</translation>
    </message>
    <message>
        <source>Writing the shift report</source>
        <translation>Schichtbericht wird geschrieben</translation>
    </message>
    <message>
        <source>The shift report is in {file}. Sessions: {n}</source>
        <translation>Der Schichtbericht liegt in {file}. Sitzungen: {n}</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>{rows} frames exported to {file}</source>
        <translation>{rows} Bilder nach {file} exportiert</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>The frame waits in labelling as {clip}; the inspection goes on.</source>
        <translation>Das Bild wartet unter „Beschriften“ als {clip}; die Prüfung läuft weiter.</translation>
    </message>
</context>
<context>
    <name>InspectionFigures</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>NOT OK</source>
        <translation>NICHT OK</translation>
    </message>
    <message>
        <source>Other classes</source>
        <translation>Übrige Klassen</translation>
    </message>
    <message>
        <source>Frames of a class of which nothing is expected</source>
        <translation>Bilder einer Klasse, von der nichts erwartet wird</translation>
    </message>
    <message>
        <source>NO RESULT</source>
        <translation>KEIN ERGEBNIS</translation>
    </message>
    <message>
        <source>NOT INSPECTED</source>
        <translation>NICHT GEPRÜFT</translation>
    </message>
    <message>
        <source>Frames that passed without being judged</source>
        <translation>Bilder, die ohne Urteil vorbeikamen</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Further classes: {n}</source>
        <translation>Weitere Klassen: {n}</translation>
    </message>
    <message>
        <source>TensorFlow answers: no exported network</source>
        <translation>TensorFlow antwortet: kein exportiertes Netz</translation>
    </message>
    <message>
        <source>OpenVINO, {precision}</source>
        <translation>OpenVINO, {precision}</translation>
    </message>
    <message>
        <source>OpenVINO, {precision}: {ms} ms a picture</source>
        <translation>OpenVINO, {precision}: {ms} ms je Bild</translation>
    </message>
    <message>
        <source>{precision}: {ms} ms a picture on this PC</source>
        <translation>{precision}: {ms} ms je Bild auf diesem PC</translation>
    </message>
    <message>
        <source>changes {changed} of {sure} sure decisions on {pictures} validation pictures, moves {moved} of the heat maps</source>
        <translation>ändert {changed} von {sure} sicheren Entscheidungen auf {pictures} Validierungsbildern, verschiebt {moved} der Heatmaps</translation>
    </message>
    <message>
        <source>, too few to go by</source>
        <translation>, zu wenige, um danach zu gehen</translation>
    </message>
    <message>
        <source>Nothing is judged now</source>
        <translation>Zurzeit wird nichts beurteilt</translation>
    </message>
    <message>
        <source>Nothing judged yet</source>
        <translation>Noch nichts beurteilt</translation>
    </message>
    <message>
        <source>{rate} frames/s · verdict {age} s old · latency {latency} ms</source>
        <translation>{rate} Bilder/s · Urteil {age} s alt · Latenz {latency} ms</translation>
    </message>
    <message>
        <source>Loading: nothing is counted yet. Frames: {n}</source>
        <translation>Netz wird geladen, noch keine Zählung. Bilder: {n}</translation>
    </message>
</context>
<context>
    <name>InspectionLooks</name>
    <message>
        <source>Heat map: what speaks for {names}, the likeliest class · {method} · opacity {opacity}</source>
        <translation>Heatmap: was für {names} spricht, die wahrscheinlichste Klasse · {method} · Deckkraft {opacity}</translation>
    </message>
    <message>
        <source>Heat maps: what speaks for {names} · {method} · opacity {opacity}</source>
        <translation>Heatmaps: was für {names} spricht · {method} · Deckkraft {opacity}</translation>
    </message>
    <message>
        <source>Heat maps: {names} · {method} · opacity {opacity}</source>
        <translation>Heatmaps: {names} · {method} · Deckkraft {opacity}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>of the likeliest class</source>
        <translation>der wahrscheinlichsten Klasse</translation>
    </message>
    <message>
        <source>of the faults found</source>
        <translation>der gefundenen Fehler</translation>
    </message>
</context>
<context>
    <name>InspectionNote</name>
    <message>
        <source>The bars are of the frozen picture; sign and counters go on.</source>
        <translation>Die Balken gehören zum eingefrorenen Bild; Anzeige und Zähler laufen weiter.</translation>
    </message>
    <message>
        <source>This run has seen rendered strips only. For seams of your own, train one of your own.</source>
        <translation>Dieser Lauf kennt nur gezeichnete Streifen. Für eigene Nähte einen eigenen trainieren.</translation>
    </message>
    <message>
        <source>Thresholds moved here hold until the window is closed.</source>
        <translation>Hier verschobene Schwellen gelten, bis das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>A mark that is moved here holds until the window is closed.</source>
        <translation>Eine hier verschobene Marke gilt, bis das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Mark moved: recognised from {now} on (run: {own})</source>
        <translation>Marke verschoben: erkannt ab {now} (Lauf: {own})</translation>
    </message>
    <message>
        <source>Thresholds moved: {all}</source>
        <translation>Verschobene Schwellen: {all}</translation>
    </message>
    <message>
        <source>{name} {now} (run: {own})</source>
        <translation>{name} {now} (Lauf: {own})</translation>
    </message>
</context>
<context>
    <name>InspectionReason</name>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>the network failed and is started again</source>
        <translation>das Netz ist ausgefallen und wird neu gestartet</translation>
    </message>
    <message>
        <source>the inspection has ended</source>
        <translation>die Prüfung ist beendet</translation>
    </message>
    <message>
        <source>the network gave no answer</source>
        <translation>das Netz gab keine Antwort</translation>
    </message>
    <message>
        <source>the network&apos;s answer is no probability</source>
        <translation>die Antwort des Netzes ist keine Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>the answer came too late</source>
        <translation>die Antwort kam zu spät</translation>
    </message>
    <message>
        <source>{first} {share}, {second} {other}: unsure</source>
        <translation>{first} {share}, {second} {other}: unsicher</translation>
    </message>
    <message>
        <source>{name}: not yet in {needed} of {window} frames</source>
        <translation>{name}: noch nicht in {needed} von {window} Bildern</translation>
    </message>
    <message>
        <source>unsure: {names}</source>
        <translation>unsicher: {names}</translation>
    </message>
    <message>
        <source>no attribute of this project has an expected value</source>
        <translation>kein Merkmal dieses Projekts hat einen erwarteten Wert</translation>
    </message>
    <message>
        <source>no picture from the source</source>
        <translation>kein Bild von der Quelle</translation>
    </message>
    <message>
        <source>loading the network: {seconds} s</source>
        <translation>Netz wird geladen: {seconds} s</translation>
    </message>
    <message>
        <source>loading the network: {seconds} s, last time {usual} s</source>
        <translation>Netz wird geladen: {seconds} s, zuletzt {usual} s</translation>
    </message>
</context>
<context>
    <name>InspectionStarter</name>
    <message>
        <source>There is no run to inspect with: train one.</source>
        <translation>Es gibt keinen Lauf, mit dem geprüft werden könnte: einen trainieren.</translation>
    </message>
    <message>
        <source>The inspection could not be started</source>
        <translation>Die Prüfung konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>This run has seen rendered strips only: of this source it gives no verdict, only what it would answer. Label frames of your own and train a run.</source>
        <translation>Dieser Lauf kennt nur gezeichnete Streifen: Über diese Quelle urteilt er nicht, gezeigt wird nur, was er antworten würde. Eigene Bilder beschriften und einen Lauf trainieren.</translation>
    </message>
    <message>
        <source>This run can&apos;t be used here</source>
        <translation>Dieser Lauf ist hier nicht verwendbar</translation>
    </message>
</context>
<context>
    <name>InspectionTab</name>
    <message>
        <source>Inspection of {source} with {run}</source>
        <translation>Prüfung von {source} mit {run}</translation>
    </message>
    <message>
        <source>Last faults</source>
        <translation>Letzte Fehler</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>Ordner mit Bildern</translation>
    </message>
    <message>
        <source>The run that was chosen is used from the next start on.</source>
        <translation>Der gewählte Lauf wird ab dem nächsten Start verwendet.</translation>
    </message>
    <message>
        <source>Choose a source and a run, then start ({key})</source>
        <translation>Quelle und Lauf wählen, dann starten ({key})</translation>
    </message>
    <message>
        <source>The inspection has found a fault: the alarm waits on its tab.</source>
        <translation>Die Prüfung hat einen Fehler gefunden: Der Alarm wartet auf ihrem Reiter.</translation>
    </message>
    <message>
        <source>The first picture comes when network and source are ready; a clip waits until then.</source>
        <translation>Das erste Bild kommt, sobald Netz und Quelle bereit sind; ein Clip wartet so lange.</translation>
    </message>
</context>
<context>
    <name>InspectionView</name>
    <message>
        <source>The last picture: nothing is inspected now</source>
        <translation>Das letzte Bild: Zurzeit wird nichts geprüft</translation>
    </message>
    <message>
        <source>Kept for labelling</source>
        <translation>Zum Beschriften behalten</translation>
    </message>
    <message>
        <source>Not inspected yet: the network is being loaded</source>
        <translation>Noch nicht geprüft: Das Netz wird geladen</translation>
    </message>
    <message>
        <source>FROZEN: counting goes on</source>
        <translation>EINGEFROREN: Es wird weitergezählt</translation>
    </message>
    <message>
        <source>No new result for {seconds} s</source>
        <translation>Seit {seconds} s kein neues Ergebnis</translation>
    </message>
    <message>
        <source>The network is ready. No picture has come from the source yet.</source>
        <translation>Das Netz ist bereit. Von der Quelle kam noch kein Bild.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>NOT OK</source>
        <translation>NICHT OK</translation>
    </message>
    <message>
        <source>NO RESULT</source>
        <translation>KEIN ERGEBNIS</translation>
    </message>
    <message>
        <source>NOT INSPECTED</source>
        <translation>NICHT GEPRÜFT</translation>
    </message>
    <message>
        <source>{verdict}   frame {number}   {time} s</source>
        <translation>{verdict}   Bild {number}   {time} s</translation>
    </message>
</context>
<context>
    <name>InspectionWishes</name>
    <message>
        <source>The settings could not be saved</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>Stop this</source>
        <translation>Dies anhalten</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
</context>
<context>
    <name>JournalBand</name>
    <message>
        <source>NOT RECORDED: the journal can&apos;t be written ({problem}). Frames that are missing from it: {n}</source>
        <translation>NICHT AUFGEZEICHNET: das Journal kann nicht geschrieben werden ({problem}). Bilder, die darin fehlen: {n}</translation>
    </message>
    <message>
        <source>Frames that are missing from the journal: {n}</source>
        <translation>Bilder, die im Journal fehlen: {n}</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>in use elsewhere</source>
        <translation>anderswo benutzt</translation>
    </message>
</context>
<context>
    <name>KeyPage</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Besides the keys it has</source>
        <translation>Zusätzlich zu den vorhandenen</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Print...</source>
        <translation>Drucken...</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No action is chosen</source>
        <translation>Keine Aktion gewählt</translation>
    </message>
    <message>
        <source>Without a key: {action} uses it.</source>
        <translation>Ohne Taste: {action} benutzt sie.</translation>
    </message>
    <message>
        <source>The key of an attribute belongs to the project: change it under Attributes.</source>
        <translation>Die Taste eines Merkmals gehört zum Projekt; geändert wird sie unter Merkmale.</translation>
    </message>
    <message>
        <source>Press the new key. From the start: {keys}.</source>
        <translation>Die neue Taste drücken. Ursprünglich: {keys}.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>{key} is used by {action}. Give that another key first.</source>
        <translation>{key} gehört zu {action}. Dort zuerst eine andere Taste vergeben.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Labelling</source>
        <translation>Beschriften</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Seam Station: keys</source>
        <translation>Seam Station: Tasten</translation>
    </message>
    <message>
        <source>Labelling the range again</source>
        <translation>Bereich wird erneut beschriftet</translation>
    </message>
    <message>
        <source>Labelling a range</source>
        <translation>Bereich wird beschriftet</translation>
    </message>
</context>
<context>
    <name>KnobsCard</name>
    <message>
        <source>Practice lab</source>
        <translation>Übungslabor</translation>
    </message>
    <message>
        <source>Stitches</source>
        <translation>Stiche</translation>
    </message>
    <message>
        <source>2 or 4 mm</source>
        <translation>2 oder 4 mm</translation>
    </message>
    <message>
        <source>2 mm</source>
        <translation>2 mm</translation>
    </message>
    <message>
        <source>4 mm</source>
        <translation>4 mm</translation>
    </message>
    <message>
        <source>Speed: {speed} mm/s</source>
        <translation>Tempo: {speed} mm/s</translation>
    </message>
    <message>
        <source>Faults in 100 mm: {faults}</source>
        <translation>Nahtfehler auf 100 mm: {faults}</translation>
    </message>
</context>
<context>
    <name>LabellingHints</name>
    <message>
        <source>The pictures of this project are labelled already: each by the folder it lies in.

{classes}

They can be trained with right away, on the Training tab.
To label frames of a clip as well, film one on the Camera tab, drop one on this window,
or add one from the File menu ({key}).</source>
        <translation>Die Bilder dieses Projekts sind schon beschriftet: jedes durch den Ordner, in dem es liegt.

{classes}

Mit ihnen kann auf dem Reiter Training sofort trainiert werden.
Um auch Bilder eines Clips zu beschriften: einen auf dem Reiter Kamera filmen,
auf dieses Fenster ziehen oder im Menü Datei hinzufügen ({key}).</translation>
    </message>
    <message>
        <source>This project has no clips and no pictures yet.

Copy pictures into a folder of each class, such as
{folder}

or film a clip on the Camera tab, drop one on this window,
or add one from the File menu ({key}).</source>
        <translation>Dieses Projekt hat noch keine Clips und keine Bilder.

Bilder in einen Ordner je Klasse kopieren, etwa
{folder}

oder einen Clip auf dem Reiter Kamera filmen, auf dieses Fenster ziehen
oder im Menü Datei hinzufügen ({key}).</translation>
    </message>
    <message>
        <source>This project has no clips yet.

Film one on the Camera tab, drop one on this window,
add one from the File menu ({key}), or copy clips into the folder
{folder}</source>
        <translation>Dieses Projekt hat noch keine Clips.

Einen im Tab „Kamera“ filmen, auf dieses Fenster ziehen,
im Menü „Datei“ hinzufügen ({key}) oder Clips in den Ordner kopieren:
{folder}</translation>
    </message>
    <message>
        <source>{classes} · and {n} more classes</source>
        <translation>{classes} · und {n} weitere Klassen</translation>
    </message>
</context>
<context>
    <name>LabellingSide</name>
    <message>
        <source>Model</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Labelled by</source>
        <translation>Beschriftet von</translation>
    </message>
    <message>
        <source>your name</source>
        <translation>eigener Name</translation>
    </message>
    <message>
        <source>base weights</source>
        <translation>Grundgewichte</translation>
    </message>
    <message>
        <source>Frame {n}</source>
        <translation>Bild {n}</translation>
    </message>
    <message>
        <source>of 0 to {last}</source>
        <translation>von 0 bis {last}</translation>
    </message>
    <message>
        <source>Starting values, not saved</source>
        <translation>Anfangswerte, nicht gespeichert</translation>
    </message>
    <message>
        <source>Carried over from frame {n}</source>
        <translation>Von Bild {n} übernommen</translation>
    </message>
    <message>
        <source>Changed, not saved</source>
        <translation>Geändert, nicht gespeichert</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>No class chosen yet, not saved</source>
        <translation>Klasse fehlt, nicht gespeichert</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one} und {other}</translation>
    </message>
    <message>
        <source>Both at once? {pairs}</source>
        <translation>Beides zugleich? {pairs}</translation>
    </message>
    <message>
        <source>The model says {name}, {share}</source>
        <translation>Das Netz sagt {name}, {share}</translation>
    </message>
    <message>
        <source>Shown: {run}</source>
        <translation>Gezeigt: {run}</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Noch nicht gefragt</translation>
    </message>
    <message>
        <source>Labels an hour: {n}</source>
        <translation>Beschriftungen je Stunde: {n}</translation>
    </message>
    <message>
        <source>Being asked...</source>
        <translation>Wird gefragt...</translation>
    </message>
    <message>
        <source>As it was left, not saved</source>
        <translation>Wie verlassen, nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>LabellingTab</name>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Green: saved. Orange: changed, not saved. Red: the model says otherwise. Click to go there.</source>
        <translation>Grün: gespeichert. Orange: geändert, nicht gespeichert. Rot: Das Netz sagt etwas anderes. Ein Klick springt dorthin.</translation>
    </message>
    <message>
        <source>Opening {clip}...</source>
        <translation>{clip} wird geöffnet...</translation>
    </message>
    <message>
        <source>{clip} is free again. Its labels were read anew.</source>
        <translation>{clip} ist wieder frei. Die Beschriftung wurde neu gelesen.</translation>
    </message>
    <message>
        <source>Choose a clip on the left, or drop one on the window.</source>
        <translation>Links einen Clip wählen oder einen auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>The labels of {clip}</source>
        <translation>Die Beschriftungen von {clip}</translation>
    </message>
    <message>
        <source>{clip}: pictures of {n} labels are missing. Save these frames again to have them back.</source>
        <translation>{clip}: Zu {n} Beschriftungen fehlen die Bilder. Diese Bilder neu speichern, um sie zurückzubekommen.</translation>
    </message>
    <message>
        <source>{clip} can&apos;t be labelled</source>
        <translation>{clip} kann nicht beschriftet werden</translation>
    </message>
    <message>
        <source>The place in the clip could not be remembered</source>
        <translation>Die Stelle im Clip konnte nicht gemerkt werden</translation>
    </message>
    <message>
        <source>Your name could not be kept</source>
        <translation>Der Name konnte nicht gespeichert werden</translation>
    </message>
</context>
<context>
    <name>LicenceList</name>
    <message>
        <source>Reading the licences</source>
        <translation>Lizenzen werden gelesen</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Search by name or licence</source>
        <translation>Nach Name oder Lizenz suchen</translation>
    </message>
    <message>
        <source>What the station stands on</source>
        <translation>Worauf die Station steht</translation>
    </message>
    <message>
        <source>The licence&apos;s text</source>
        <translation>Text der Lizenz</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Messages and log</source>
        <translation>Meldungen und Protokoll</translation>
    </message>
    <message>
        <source>Messages since the start</source>
        <translation>Meldungen seit dem Start</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>Protokolldatei</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>The chosen message with its details, or the log</source>
        <translation>Die gewählte Meldung mit Einzelheiten oder das Protokoll</translation>
    </message>
    <message>
        <source>Open the log&apos;s folder</source>
        <translation>Ordner des Protokolls öffnen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reading the log</source>
        <translation>Protokoll wird gelesen</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>{length} mm</source>
        <translation>{length} mm</translation>
    </message>
    <message>
        <source>Recording {elapsed}</source>
        <translation>Aufnahme {elapsed}</translation>
    </message>
</context>
<context>
    <name>MistakeList</name>
    <message>
        <source>The most frequent mistakes</source>
        <translation>Die häufigsten Fehler</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>Wahre Klasse</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Gehalten für</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Make a project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>A folder for the clips, pictures, labels and networks of one lab.</source>
        <translation>Ein Ordner für Clips, Bilder, Beschriftungen und Netze eines Labors.</translation>
    </message>
    <message>
        <source>What is labelled in each frame</source>
        <translation>Was in jedem Bild beschriftet wird</translation>
    </message>
    <message>
        <source>The seam lab&apos;s attributes: {names}</source>
        <translation>Die Merkmale des Nahtlabors: {names}</translation>
    </message>
    <message>
        <source>Yes or no attributes of my own, any number of which may be true</source>
        <translation>Eigene Ja-Nein-Merkmale, von denen beliebig viele zutreffen können</translation>
    </message>
    <message>
        <source>Classes, of which each picture is exactly one</source>
        <translation>Klassen, von denen jedes Bild genau eine ist</translation>
    </message>
    <message>
        <source>Make project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>Making {folder}</source>
        <translation>{folder} wird angelegt</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n} weitere</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Alle Meldungen</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Find in messages</source>
        <translation>In Meldungen suchen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>No message is chosen.</source>
        <translation>Keine Meldung gewählt.</translation>
    </message>
</context>
<context>
    <name>PictureCard</name>
    <message>
        <source>Focus and exposure</source>
        <translation>Schärfe und Belichtung</translation>
    </message>
    <message>
        <source>Speed of the cloth</source>
        <translation>Tempo des Stoffs</translation>
    </message>
    <message>
        <source> mm/s</source>
        <translation> mm/s</translation>
    </message>
    <message>
        <source>Sharpness: -</source>
        <translation>Schärfe: -</translation>
    </message>
    <message>
        <source>Overexposed: -</source>
        <translation>Überbelichtet: -</translation>
    </message>
    <message>
        <source>Underexposed: -</source>
        <translation>Unterbelichtet: -</translation>
    </message>
    <message>
        <source>Sharpness: {now} (best {best}, {share})</source>
        <translation>Schärfe: {now} (beste {best}, {share})</translation>
    </message>
    <message>
        <source>Overexposed: {share}</source>
        <translation>Überbelichtet: {share}</translation>
    </message>
    <message>
        <source>Underexposed: {share}</source>
        <translation>Unterbelichtet: {share}</translation>
    </message>
    <message>
        <source>Automatic exposure may blur the moving seam by {px} pixels. Longest without: {longest}.</source>
        <translation>Automatische Belichtung kann die bewegte Naht um {px} Pixel verwischen. Längste ohne: {longest}.</translation>
    </message>
    <message>
        <source>This camera does not tell its exposure. Longest without blur: {longest}.</source>
        <translation>Diese Kamera nennt ihre Belichtung nicht. Längste ohne Verwischen: {longest}.</translation>
    </message>
    <message>
        <source>{exposure} blurs the moving seam by {px} pixels. Longest without: {longest}.</source>
        <translation>{exposure} verwischt die bewegte Naht um {px} Pixel. Längste ohne: {longest}.</translation>
    </message>
    <message>
        <source>{exposure} keeps the moving seam sharp ({px} pixels). Longest: {longest}.</source>
        <translation>{exposure} hält die bewegte Naht scharf ({px} Pixel). Längste: {longest}.</translation>
    </message>
    <message>
        <source>Without calibration {scale} pixels a millimetre are assumed.</source>
        <translation>Ohne Kalibrierung werden {scale} Pixel je Millimeter angenommen.</translation>
    </message>
</context>
<context>
    <name>PracticeDialog</name>
    <message>
        <source>Practice lab</source>
        <translation>Übungslabor</translation>
    </message>
    <message>
        <source>Try the practice lab</source>
        <translation>Übungslabor ausprobieren</translation>
    </message>
    <message>
        <source>The computer draws strips of cloth with seams, some of them with faults, films them, and labels every frame. With such a project you can label, train and inspect as with a real one.</source>
        <translation>Der Computer zeichnet Stoffstreifen mit Nähten, einige davon mit Nahtfehlern, filmt sie und beschriftet jedes Bild. Mit einem solchen Projekt lässt sich beschriften, trainieren und prüfen wie mit einem echten.</translation>
    </message>
    <message>
        <source>Strips</source>
        <translation>Streifen</translation>
    </message>
    <message>
        <source>Frames of each</source>
        <translation>Bilder von jedem</translation>
    </message>
    <message>
        <source>Seed (another one draws other strips)</source>
        <translation>Startwert (ein anderer ergibt andere Streifen)</translation>
    </message>
    <message>
        <source>Drawing practice strips</source>
        <translation>Übungsstreifen werden gezeichnet</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Draw and open</source>
        <translation>Zeichnen und öffnen</translation>
    </message>
    <message>
        <source>Labelled frames: {frames}. On this computer about {duration}.</source>
        <translation>Beschriftete Bilder: {frames}. Auf diesem Computer etwa {duration}.</translation>
    </message>
    <message>
        <source>Strips finished: {done} of {count}.</source>
        <translation>Fertige Streifen: {done} von {count}.</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>{run} stops and keeps the best ...</source>
        <translation>{run} hält an und behält das Beste ...</translation>
    </message>
    <message>
        <source>Training {run}</source>
        <translation>Training {run}</translation>
    </message>
    <message>
        <source>reading pictures: {done} of {count}</source>
        <translation>Bilder lesen: {done} von {count}</translation>
    </message>
    <message>
        <source>{duration} left at most</source>
        <translation>höchstens noch {duration}</translation>
    </message>
    <message>
        <source>epoch {n} of {count}</source>
        <translation>Epoche {n} von {count}</translation>
    </message>
    <message>
        <source>batch {n} of {count}</source>
        <translation>Stapel {n} von {count}</translation>
    </message>
    <message>
        <source>measuring the time</source>
        <translation>Zeit wird gemessen</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>Verlust {loss}</translation>
    </message>
    <message>
        <source>pictures are read; the network is being prepared for its first step: {duration}</source>
        <translation>Bilder sind gelesen; das Netz wird für seinen ersten Schritt vorbereitet: {duration}</translation>
    </message>
    <message>
        <source>TensorFlow is being loaded: {duration}</source>
        <translation>TensorFlow wird geladen: {duration}</translation>
    </message>
    <message>
        <source>TensorFlow is being loaded: {duration} (minutes on a busy PC)</source>
        <translation>TensorFlow wird geladen: {duration} (auf einem vollen PC Minuten)</translation>
    </message>
</context>
<context>
    <name>ProjectCard</name>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Looking at the project ...</source>
        <translation>Projekt wird angesehen ...</translation>
    </message>
    <message>
        <source>Clips: {clips}, labelled: {labelled}
Labelled pictures: {pictures}</source>
        <translation>Clips: {clips}, beschriftet: {labelled}
Beschriftete Bilder: {pictures}</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>Teilmenge</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Classes: {classes}
Pictures with a class: {pictures}</source>
        <translation>Klassen: {classes}
Bilder mit Klasse: {pictures}</translation>
    </message>
    <message>
        <source>and {n} more. Fewest pictures: {least} ({few}), most: {largest} ({many})</source>
        <translation>und {n} weitere. Wenigste Bilder: {least} ({few}), meiste: {largest} ({many})</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>The folders say which subset a picture is in (pics/train, pics/valid, pics/test).</source>
        <translation>Die Ordner sagen, in welcher Teilmenge ein Bild ist (pics/train, pics/valid, pics/test).</translation>
    </message>
    <message>
        <source>Things with pictures in more than one subset (numbered after the same name): {n}. The figures may flatter the network.</source>
        <translation>Dinge mit Bildern in mehr als einer Teilmenge (nach demselben Namen nummeriert): {n}. Die Werte schmeicheln vielleicht dem Netz.</translation>
    </message>
    <message>
        <source>No thing (pictures numbered after the same name) is in two subsets.</source>
        <translation>Kein Ding (nach demselben Namen nummerierte Bilder) liegt in zwei Teilmengen.</translation>
    </message>
    <message>
        <source>Split by clip: no clip is in two subsets.</source>
        <translation>Nach Clip aufgeteilt: Kein Clip liegt in zwei Teilmengen.</translation>
    </message>
    <message>
        <source>Clips in more than one subset: {shared}. Test pictures with a training picture of the same clip within {within} frames: {near} of {count}. The figures flatter the network.</source>
        <translation>Clips in mehr als einer Teilmenge: {shared}. Testbilder mit einem Trainingsbild desselben Clips im Abstand bis {within} Bilder: {near} von {count}. Die Werte schmeicheln dem Netz.</translation>
    </message>
    <message>
        <source>Labelled pictures in no subset: {n}. Split again to use them.</source>
        <translation>Beschriftete Bilder in keiner Teilmenge: {n}. Neu aufteilen, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>Labels changed since the split: {n}. Split again to use them.</source>
        <translation>Seit dem Aufteilen geänderte Beschriftungen: {n}. Neu aufteilen, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} und {n} weitere</translation>
    </message>
    <message>
        <source>No picture at all in {pairs}</source>
        <translation>Gar kein Bild in {pairs}</translation>
    </message>
    <message>
        <source>Only one value occurs in {pairs}</source>
        <translation>Nur ein Wert kommt vor in {pairs}</translation>
    </message>
    <message>
        <source>Pictures are missing:</source>
        <translation>Es fehlen Bilder:</translation>
    </message>
    <message>
        <source>Looking at the project: clip {done} of {count}</source>
        <translation>Projekt wird angesehen: Clip {done} von {count}</translation>
    </message>
</context>
<context>
    <name>ProjectDesk</name>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>{file} is neither a folder nor a clip; clips end in {endings}.</source>
        <translation>{file} ist weder ein Ordner noch ein Clip; Clips enden auf {endings}.</translation>
    </message>
    <message>
        <source>The attributes can be changed when nothing runs. Stop this first: {running}</source>
        <translation>Die Merkmale lassen sich ändern, wenn nichts läuft. Zuerst anhalten: {running}</translation>
    </message>
    <message>
        <source>The classes can be changed when nothing runs. Stop this first: {running}</source>
        <translation>Die Klassen lassen sich ändern, wenn nichts läuft. Zuerst anhalten: {running}</translation>
    </message>
    <message>
        <source>Opening {folder}</source>
        <translation>{folder} wird geöffnet</translation>
    </message>
    <message>
        <source>{folder} is open in another window, which was brought to the front.</source>
        <translation>{folder} ist in einem anderen Fenster offen; es wurde nach vorn geholt.</translation>
    </message>
    <message>
        <source>{folder} was not opened</source>
        <translation>{folder} wurde nicht geöffnet</translation>
    </message>
    <message>
        <source>The list of recent projects could not be saved</source>
        <translation>Die Liste der letzten Projekte konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>There are labels of a clip called {clip} already, so this one is called {name}. If it is the same clip, give its file that name.</source>
        <translation>Es gibt schon Beschriftungen eines Clips namens {clip}, deshalb heißt dieser {name}. Ist es derselbe Clip, braucht seine Datei jenen Namen.</translation>
    </message>
    <message>
        <source>Copying {clip}</source>
        <translation>{clip} wird kopiert</translation>
    </message>
    <message>
        <source>Changing the attributes</source>
        <translation>Merkmale werden geändert</translation>
    </message>
    <message>
        <source>The attributes are changed.</source>
        <translation>Die Merkmale sind geändert.</translation>
    </message>
    <message>
        <source>The classes are changed.</source>
        <translation>Die Klassen sind geändert.</translation>
    </message>
    <message>
        <source>The attributes could not be changed</source>
        <translation>Die Merkmale konnten nicht geändert werden</translation>
    </message>
    <message>
        <source>The change of the attributes was begun; it is finished when the project is opened again.</source>
        <translation>Die Änderung der Merkmale wurde begonnen; sie wird abgeschlossen, wenn das Projekt wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation>Noch kein Projekt</translation>
    </message>
    <message>
        <source>{folder} holds no project.</source>
        <translation>{folder} enthält kein Projekt.</translation>
    </message>
    <message>
        <source>A project can be made there. What is in the folder stays as it is.</source>
        <translation>Dort lässt sich ein Projekt anlegen. Was im Ordner liegt, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Make a project there</source>
        <translation>Dort ein Projekt anlegen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt geöffnet</translation>
    </message>
    <message>
        <source>A clip belongs to a project. In which one shall {clip} be labelled?</source>
        <translation>Ein Clip gehört zu einem Projekt. In welchem soll {clip} beschriftet werden?</translation>
    </message>
    <message>
        <source>It is copied into the project&apos;s folder; the clip itself stays where it is.</source>
        <translation>Er wird in den Projektordner kopiert; der Clip selbst bleibt, wo er ist.</translation>
    </message>
    <message>
        <source>New project...</source>
        <translation>Neues Projekt...</translation>
    </message>
    <message>
        <source>Open project...</source>
        <translation>Projekt öffnen...</translation>
    </message>
    <message>
        <source>Add a clip</source>
        <translation>Clip hinzufügen</translation>
    </message>
    <message>
        <source>Clips ({kinds})</source>
        <translation>Clips ({kinds})</translation>
    </message>
</context>
<context>
    <name>ProjectLook</name>
    <message>
        <source>Looking at the project</source>
        <translation>Projekt wird angesehen</translation>
    </message>
    <message>
        <source>Splitting the pictures</source>
        <translation>Bilder werden aufgeteilt</translation>
    </message>
    <message>
        <source>The project could not be looked at</source>
        <translation>Das Projekt konnte nicht angesehen werden</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>today, {time}</source>
        <translation>heute, {time}</translation>
    </message>
    <message>
        <source>yesterday, {time}</source>
        <translation>gestern, {time}</translation>
    </message>
</context>
<context>
    <name>RecipeCard</name>
    <message>
        <source>fast: needs no GPU</source>
        <translation>schnell: ohne GPU</translation>
    </message>
    <message>
        <source>wide: twice as large</source>
        <translation>breit: doppelt so groß</translation>
    </message>
    <message>
        <source>reference: as the lab&apos;s</source>
        <translation>Referenz: wie im Labor</translation>
    </message>
    <message>
        <source>fruit: as the fruit lab&apos;s</source>
        <translation>fruit: wie im Obstlabor</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>Pictures as they are</source>
        <translation>Bilder, wie sie sind</translation>
    </message>
    <message>
        <source>as the lab did</source>
        <translation>wie im Labor</translation>
    </message>
    <message>
        <source>Contrast, brightness, and a piece of the top appended at the bottom</source>
        <translation>Kontrast, Helligkeit und ein Stück von oben, unten angefügt</translation>
    </message>
    <message>
        <source>as seams may look</source>
        <translation>wie Nähte</translation>
    </message>
    <message>
        <source>Light, colour, noise, place and turn, as far as a seam under the camera may differ</source>
        <translation>Licht, Farbe, Rauschen, Lage und Drehung, so weit eine Naht unter der Kamera abweichen kann</translation>
    </message>
    <message>
        <source>as photos of things</source>
        <translation>wie Fotos von Dingen</translation>
    </message>
    <message>
        <source>Light, colour, size, place and turn, as photographs of one thing may differ</source>
        <translation>Licht, Farbe, Größe, Lage und Drehung, wie Fotos eines Dings voneinander abweichen</translation>
    </message>
    <message>
        <source>as things in scenes</source>
        <translation>wie Dinge in Szenen</translation>
    </message>
    <message>
        <source>Cut out and laid before other grounds, several at once, as things lie about in a shop</source>
        <translation>Ausgeschnitten und vor andere Hintergründe gelegt, mehrere zugleich, wie Dinge in einem Laden liegen</translation>
    </message>
    <message>
        <source>the last ones: quick</source>
        <translation>die letzten: schnell</translation>
    </message>
    <message>
        <source>What the network sees stays as it is; what it makes of it is learnt</source>
        <translation>Was das Netz sieht, bleibt, wie es ist; was es daraus macht, wird gelernt</translation>
    </message>
    <message>
        <source>all: slow</source>
        <translation>alle: langsam</translation>
    </message>
    <message>
        <source>Several times as long; found more faults with a thousand labels of hundreds of strips</source>
        <translation>Ein Mehrfaches der Zeit; fand mehr Fehler mit tausend Beschriftungen von Hunderten von Streifen</translation>
    </message>
    <message>
        <source>Image size: expected width x height such as 256x192, each from {low} to {high}</source>
        <translation>Bildgröße: erwartet wird Breite x Höhe wie 256x192, jede von {low} bis {high}</translation>
    </message>
    <message>
        <source>Image size: the {network} network needs sides that {step} divides, such as 256x192</source>
        <translation>Bildgröße: Das Netz {network} braucht durch {step} teilbare Seiten, wie 256x192</translation>
    </message>
    <message>
        <source>Name: letters, digits, _, - and dots are possible</source>
        <translation>Name: Buchstaben, Ziffern, _, - und Punkte sind möglich</translation>
    </message>
    <message>
        <source>Network and recipe</source>
        <translation>Netz und Rezept</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Begin from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>Train layers</source>
        <translation>Schichten lernen</translation>
    </message>
    <message>
        <source>Epochs, at most</source>
        <translation>Epochen, höchstens</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Stapelgröße</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Vary pictures</source>
        <translation>Bilder variieren</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>network and time</source>
        <translation>Netz und Zeit</translation>
    </message>
    <message>
        <source>Back to the recipe&apos;s own</source>
        <translation>Zurück zum Rezept</translation>
    </message>
    <message>
        <source>the station&apos;s own weights</source>
        <translation>Stationsgewichten</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>zufälligen Gewichten</translation>
    </message>
    <message>
        <source>the run {name}</source>
        <translation>dem Lauf {name}</translation>
    </message>
    <message>
        <source>epochs {value}</source>
        <translation>Epochen {value}</translation>
    </message>
    <message>
        <source>batch size {value}</source>
        <translation>Stapelgröße {value}</translation>
    </message>
    <message>
        <source>learning rate {value}</source>
        <translation>Lernrate {value}</translation>
    </message>
    <message>
        <source>image size {value}</source>
        <translation>Bildgröße {value}</translation>
    </message>
    <message>
        <source>pictures varied {value}</source>
        <translation>Bilder variiert {value}</translation>
    </message>
    <message>
        <source>only the last layers</source>
        <translation>nur die letzten Schichten</translation>
    </message>
    <message>
        <source>The recipe&apos;s own: {values}</source>
        <translation>Laut Rezept: {values}</translation>
    </message>
</context>
<context>
    <name>RecordingCard</name>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Note in the clip&apos;s name</source>
        <translation>Notiz im Namen des Clips</translation>
    </message>
    <message>
        <source>Label this clip</source>
        <translation>Diesen Clip beschriften</translation>
    </message>
    <message>
        <source>Writing the rest...</source>
        <translation>Rest wird geschrieben...</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Aufnahme beenden</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Frames: {frames} · {size}</source>
        <translation>Bilder: {frames} · {size}</translation>
    </message>
    <message>
        <source>Frames missing: {lost}</source>
        <translation>Fehlende Bilder: {lost}</translation>
    </message>
    <message>
        <source>Free disk: ...</source>
        <translation>Freier Speicher: ...</translation>
    </message>
    <message>
        <source>Free disk: {size}</source>
        <translation>Freier Speicher: {size}</translation>
    </message>
    <message>
        <source>Enough for a recording of {duration}</source>
        <translation>Genug für eine Aufnahme von {duration}</translation>
    </message>
    <message>
        <source>{h} h</source>
        <translation>{h} h</translation>
    </message>
</context>
<context>
    <name>RecordingDesk</name>
    <message>
        <source>The recording {name} ended: {why}</source>
        <translation>Die Aufnahme {name} endete: {why}</translation>
    </message>
    <message>
        <source>Recorded {name}: {duration}, frames: {frames}.</source>
        <translation>{name} aufgenommen: {duration}, Bilder: {frames}.</translation>
    </message>
    <message>
        <source>{told} Frames missing: {lost}.</source>
        <translation>{told} Fehlende Bilder: {lost}.</translation>
    </message>
</context>
<context>
    <name>Ruler</name>
    <message>
        <source>{px} px</source>
        <translation>{px} px</translation>
    </message>
</context>
<context>
    <name>RunBox</name>
    <message>
        <source>Looking for runs</source>
        <translation>Läufe werden gesucht</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Practice run</source>
        <translation>Übungslauf</translation>
    </message>
</context>
<context>
    <name>RunDesk</name>
    <message>
        <source>Listing the runs</source>
        <translation>Läufe werden aufgelistet</translation>
    </message>
    <message>
        <source>Rename run</source>
        <translation>Lauf umbenennen</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Renaming {run}</source>
        <translation>{run} wird umbenannt</translation>
    </message>
    <message>
        <source>Delete run</source>
        <translation>Lauf löschen</translation>
    </message>
    <message>
        <source>Move the run {run} to the bin?</source>
        <translation>Den Lauf {run} in den Papierkorb legen?</translation>
    </message>
    <message>
        <source>Its weights and figures can be fetched back from there.</source>
        <translation>Von dort lassen sich seine Gewichte und Werte zurückholen.</translation>
    </message>
    <message>
        <source>Move to the bin</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Deleting {run}</source>
        <translation>{run} wird gelöscht</translation>
    </message>
    <message>
        <source>The runs could not be listed</source>
        <translation>Die Läufe konnten nicht aufgelistet werden</translation>
    </message>
</context>
<context>
    <name>RunFigures</name>
    <message>
        <source>Test subset</source>
        <translation>Teilmenge Test</translation>
    </message>
    <message>
        <source>Validation subset</source>
        <translation>Teilmenge Validierung</translation>
    </message>
    <message>
        <source>Training subset</source>
        <translation>Teilmenge Training</translation>
    </message>
    <message>
        <source>Subset</source>
        <translation>Teilmenge</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Überprüfen</translation>
    </message>
    <message>
        <source>Does the network look at the seam? Measures where its heat maps lie.</source>
        <translation>Sieht das Netz auf die Naht? Misst, wo seine Heatmaps liegen.</translation>
    </message>
    <message>
        <source>No run chosen</source>
        <translation>Kein Lauf gewählt</translation>
    </message>
    <message>
        <source>This run has not been judged on this subset yet. Evaluate answers its pictures and counts.</source>
        <translation>Dieser Lauf wurde auf dieser Teilmenge noch nicht beurteilt. „Auswerten“ beantwortet ihre Bilder und zählt.</translation>
    </message>
    <message>
        <source>{run}: pictures {pictures}</source>
        <translation>{run}: Bilder {pictures}</translation>
    </message>
    <message>
        <source>{run}: pictures {pictures}, clips {clips}</source>
        <translation>{run}: Bilder {pictures}, Clips {clips}</translation>
    </message>
    <message>
        <source>Click a count, or press Return on it, to see its pictures with their heat maps.</source>
        <translation>Eine Anzahl anklicken oder darauf die Eingabetaste drücken, um ihre Bilder mit Heatmaps zu sehen.</translation>
    </message>
    <message>
        <source>Trained on another split: this run may have learned from these very pictures, and then the figures are too good.</source>
        <translation>Mit einer anderen Aufteilung trainiert: Der Lauf kann aus eben diesen Bildern gelernt haben, dann sind die Werte zu gut.</translation>
    </message>
    <message>
        <source>The pictures are being answered. How far that is stands below in the window.</source>
        <translation>Die Bilder werden beantwortet. Wie weit das ist, steht unten im Fenster.</translation>
    </message>
</context>
<context>
    <name>RunImport</name>
    <message>
        <source>Import a run</source>
        <translation>Lauf importieren</translation>
    </message>
    <message>
        <source>A run&apos;s card, or a lab&apos;s weights (card.json *.h5)</source>
        <translation>Karte eines Laufs oder Gewichte eines Labors (card.json *.h5)</translation>
    </message>
    <message>
        <source>Checking {run}</source>
        <translation>{run} wird geprüft</translation>
    </message>
    <message>
        <source>Importing {run}</source>
        <translation>{run} wird importiert</translation>
    </message>
    <message>
        <source>Tidying up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>The run {run} was imported; evaluate it on your own pictures.</source>
        <translation>Der Lauf {run} wurde importiert; bitte an eigenen Bildern auswerten.</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Val. loss</source>
        <translation>Val.-Verlust</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Mean recall of the classes on the validation subset</source>
        <translation>Mittlere Trefferquote der Klassen auf der Teilmenge Validierung</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>old attributes</source>
        <translation>alte Merkmale</translation>
    </message>
    <message>
        <source>other classes</source>
        <translation>andere Klassen</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>unvollendet</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Mean %</source>
        <translation>Mittel %</translation>
    </message>
    <message>
        <source>Mean accuracy of the attributes on the validation subset</source>
        <translation>Mittlere Genauigkeit der Merkmale auf der Teilmenge Validierung</translation>
    </message>
    <message>
        <source>{network}, epochs {epochs}, {state}, {when}</source>
        <translation>{network}, Epochen {epochs}, {state}, {when}</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>früher beendet</translation>
    </message>
</context>
<context>
    <name>ScaleCard</name>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Forget the scale</source>
        <translation>Maßstab verwerfen</translation>
    </message>
    <message>
        <source>{scale} px/mm</source>
        <translation>{scale} px/mm</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Neu messen</translation>
    </message>
    <message>
        <source>Measure again when camera height, zoom or resolution change.</source>
        <translation>Neu messen, wenn sich Kamerahöhe, Zoom oder Auflösung ändern.</translation>
    </message>
    <message>
        <source>Not measured: lay a ruler under the camera.</source>
        <translation>Nicht gemessen: ein Lineal unter die Kamera legen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Click one mark of the ruler.</source>
        <translation>Einen Strich des Lineals anklicken.</translation>
    </message>
    <message>
        <source>Click a second mark, far from the first.</source>
        <translation>Einen zweiten Strich anklicken, weit weg vom ersten.</translation>
    </message>
    <message>
        <source>Or: arrow keys move the cross, Shift for further, Return sets the point.</source>
        <translation>Oder: Pfeiltasten bewegen das Kreuz, mit Umschalt weiter, Eingabe setzt den Punkt.</translation>
    </message>
</context>
<context>
    <name>SeamStrip</name>
    <message>
        <source>Measured by how far the cloth moves from frame to frame. Hatched: nobody judged it. A piece counts as judged where a frame shows it with room for the longest fault.</source>
        <translation>Gemessen daran, wie weit sich der Stoff von Bild zu Bild bewegt. Schraffiert: nicht beurteilt. Ein Stück gilt als beurteilt, wo ein Bild es zeigt und Platz für den längsten Fehler lässt.</translation>
    </message>
    <message>
        <source>Seam: nothing has passed yet</source>
        <translation>Naht: noch nichts durchgelaufen</translation>
    </message>
    <message>
        <source>Seam: it has not moved yet, or its movement can&apos;t be measured</source>
        <translation>Naht: noch nicht bewegt, oder die Bewegung ist nicht messbar</translation>
    </message>
    <message>
        <source>Seam: {passed} mm, of them judged: {share}, not judged: {left} mm</source>
        <translation>Naht: {passed} mm, davon beurteilt: {share}, nicht beurteilt: {left} mm</translation>
    </message>
    <message>
        <source>Seam: judged {share} of what passed (no millimetres: the camera is not calibrated)</source>
        <translation>Naht: {share} davon beurteilt (keine Millimeter: die Kamera ist nicht kalibriert)</translation>
    </message>
    <message>
        <source> · gaps that could not be measured: {n}</source>
        <translation> · nicht messbare Lücken: {n}</translation>
    </message>
    <message>
        <source> · {speed} mm/s</source>
        <translation> · {speed} mm/s</translation>
    </message>
    <message>
        <source>{n} mm</source>
        <translation>{n} mm</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Labelling</source>
        <translation>Beschriften</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of the window; lookup tables and runs are the same in every language.</source>
        <translation>Des Fensters; Tabellen und Läufe sind in jeder Sprache gleich.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Heat maps and attributes</source>
        <translation>Heatmaps und Merkmale</translation>
    </message>
    <message>
        <source>With weak colour vision green and red can hardly be told apart. What is saved keeps its colours.</source>
        <translation>Bei einer Farbschwäche sind Grün und Rot kaum zu unterscheiden. Was gespeichert wird, behält seine Farben.</translation>
    </message>
    <message>
        <source>Colours of the project</source>
        <translation>Farben des Projekts</translation>
    </message>
    <message>
        <source>Colours for weak colour vision</source>
        <translation>Farben für Farbschwäche</translation>
    </message>
    <message>
        <source>Light reads better in a bright hall, dark tires less in the evening.</source>
        <translation>Hell liest sich besser in einer hellen Halle, dunkel ermüdet abends weniger.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Rotate the picture</source>
        <translation>Bild drehen</translation>
    </message>
    <message>
        <source>For a camera that hangs on its side; recordings are turned as well.</source>
        <translation>Für eine seitlich hängende Kamera; auch Aufnahmen werden gedreht.</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>Mirror the picture</source>
        <translation>Bild spiegeln</translation>
    </message>
    <message>
        <source>Left and right change places; recordings are mirrored as well.</source>
        <translation>Links und rechts vertauschen sich; auch Aufnahmen werden gespiegelt.</translation>
    </message>
    <message>
        <source>Names of recordings</source>
        <translation>Namen der Aufnahmen</translation>
    </message>
    <message>
        <source>{date}, {time} and {note} are filled in when the recording begins.</source>
        <translation>{date}, {time} und {note} werden zu Beginn der Aufnahme eingesetzt.</translation>
    </message>
    <message>
        <source>Warn of blur</source>
        <translation>Vor Verwischen warnen</translation>
    </message>
    <message>
        <source>Says when the exposure is so long that a moving seam blurs.</source>
        <translation>Meldet, wenn die Belichtung so lang ist, dass eine bewegte Naht verwischt.</translation>
    </message>
    <message>
        <source>Speed of the cloth</source>
        <translation>Tempo des Stoffs</translation>
    </message>
    <message>
        <source>Under a real camera; how much a picture blurs depends on it.</source>
        <translation>Unter einer echten Kamera; davon hängt ab, wie stark ein Bild verwischt.</translation>
    </message>
    <message>
        <source>Speed of the practice strips</source>
        <translation>Tempo der Übungsstreifen</translation>
    </message>
    <message>
        <source>How fast the practice camera&apos;s cloth moves.</source>
        <translation>Wie schnell sich der Stoff der Übungskamera bewegt.</translation>
    </message>
    <message>
        <source>stands still</source>
        <translation>steht still</translation>
    </message>
    <message>
        <source>Stitches of the practice strips</source>
        <translation>Stiche der Übungsstreifen</translation>
    </message>
    <message>
        <source>The distance from one stitch to the next.</source>
        <translation>Der Abstand von einem Stich zum nächsten.</translation>
    </message>
    <message>
        <source>either</source>
        <translation>2 oder 4 mm</translation>
    </message>
    <message>
        <source>Faults of the practice strips</source>
        <translation>Nahtfehler der Übungsstreifen</translation>
    </message>
    <message>
        <source>How many faults lie in 100 mm of a practice strip.</source>
        <translation>Wie viele Nahtfehler auf 100 mm eines Übungsstreifens liegen.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Longest fault</source>
        <translation>Längster Fehler</translation>
    </message>
    <message>
        <source>Along the seam; one frame at least has to hold it whole.</source>
        <translation>Entlang der Naht; mindestens ein Bild muss ihn ganz zeigen.</translation>
    </message>
    <message>
        <source>Frames that may be lost</source>
        <translation>Bilder, die verloren gehen dürfen</translation>
    </message>
    <message>
        <source>In a row, between two that are judged; the fastest seam depends on it.</source>
        <translation>Hintereinander, zwischen zwei beurteilten; davon hängt die schnellste Naht ab.</translation>
    </message>
    <message>
        <source>Blur that is allowed</source>
        <translation>Erlaubte Unschärfe</translation>
    </message>
    <message>
        <source>How far the seam may move while the shutter is open; the exposure depends on it.</source>
        <translation>Wie weit sich die Naht bei offenem Verschluss bewegen darf; davon hängt die Belichtung ab.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Eigener Name</translation>
    </message>
    <message>
        <source>Stands beside every label that you save; may stay empty.</source>
        <translation>Steht bei jeder gespeicherten Beschriftung; darf leer bleiben.</translation>
    </message>
    <message>
        <source>Speed of playing</source>
        <translation>Abspieltempo</translation>
    </message>
    <message>
        <source>How many frames a second are shown while a clip plays.</source>
        <translation>Wie viele Bilder je Sekunde beim Abspielen eines Clips gezeigt werden.</translation>
    </message>
    <message>
        <source>frames/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Hint at contradictions</source>
        <translation>Auf Widersprüche hinweisen</translation>
    </message>
    <message>
        <source>Says when values do not go together, such as good with error; never refuses.</source>
        <translation>Meldet, wenn Werte nicht zusammenpassen, wie good mit error; verweigert nie etwas.</translation>
    </message>
    <message>
        <source>Go on where you stopped</source>
        <translation>Letzten Clip wieder öffnen</translation>
    </message>
    <message>
        <source>Opens the last clip at the last frame when a project is opened.</source>
        <translation>Öffnet mit dem Projekt den letzten Clip beim letzten Bild.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Fast begins from weights that know practice strips; reference is the lab&apos;s own.</source>
        <translation>„Schnell“ beginnt mit Gewichten, die Übungsstreifen kennen; „Referenz“ ist das Netz des Labors.</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>By frame, near copies of training frames are tested, which flatters the figures.</source>
        <translation>Nach Bild werden beinahe Kopien von Trainingsbildern getestet; das schmeichelt den Werten.</translation>
    </message>
    <message>
        <source>by clip</source>
        <translation>nach Clip</translation>
    </message>
    <message>
        <source>by frame</source>
        <translation>nach Bild</translation>
    </message>
    <message>
        <source>Train in the background</source>
        <translation>Im Hintergrund trainieren</translation>
    </message>
    <message>
        <source>The training yields to the inspection and to the other programs.</source>
        <translation>Das Training lässt der Prüfung und anderen Programmen den Vortritt.</translation>
    </message>
    <message>
        <source>Heat maps by</source>
        <translation>Heatmaps nach</translation>
    </message>
    <message>
        <source>Grad-CAM is the lab&apos;s; HiResCAM sums up to the network&apos;s own score.</source>
        <translation>Grad-CAM ist das Verfahren des Labors; HiResCAM ergibt in der Summe genau die Wertung des Netzes.</translation>
    </message>
    <message>
        <source>Opacity of heat maps</source>
        <translation>Deckkraft der Heatmaps</translation>
    </message>
    <message>
        <source>How strongly they cover the picture.</source>
        <translation>Wie stark sie das Bild überdecken.</translation>
    </message>
    <message>
        <source>Unsure band</source>
        <translation>Unsicherheitsband</translation>
    </message>
    <message>
        <source>How wide the zone around a threshold is in which a frame is NO RESULT rather than a guess.</source>
        <translation>Wie breit der Bereich um eine Schwelle ist, in dem ein Bild KEIN ERGEBNIS statt einer Vermutung erhält.</translation>
    </message>
    <message>
        <source>A fault counts in</source>
        <translation>Ein Fehler zählt in</translation>
    </message>
    <message>
        <source>So many of the last frames must show it; one frame alone may be a mistake.</source>
        <translation>So viele der letzten Bilder müssen ihn zeigen; ein einzelnes Bild kann ein Irrtum sein.</translation>
    </message>
    <message>
        <source>A check with samples holds for</source>
        <translation>Eine Prüfung mit Mustern gilt</translation>
    </message>
    <message>
        <source>Without one that holds, a camera gives NO RESULT. 0: none is demanded.</source>
        <translation>Ohne eine gültige gibt eine Kamera KEIN ERGEBNIS. 0: keine wird verlangt.</translation>
    </message>
    <message>
        <source>no check demanded</source>
        <translation>keine Prüfung verlangt</translation>
    </message>
    <message>
        <source>A sample counts in</source>
        <translation>Ein Muster zählt in</translation>
    </message>
    <message>
        <source>So many of the last frames must be surely right on it.</source>
        <translation>So viele der letzten Bilder müssen darauf sicher richtig sein.</translation>
    </message>
    <message>
        <source>Time for a sample</source>
        <translation>Zeit für ein Muster</translation>
    </message>
    <message>
        <source>What does not count by then may be laid again.</source>
        <translation>Was bis dahin nicht zählt, darf noch einmal gelegt werden.</translation>
    </message>
    <message>
        <source>When the picture changes</source>
        <translation>Wenn sich das Bild ändert</translation>
    </message>
    <message>
        <source>By about 20 per cent in brightness or sharpness, or in colour: lamp or lens.</source>
        <translation>Um etwa 20 Prozent in Helligkeit oder Schärfe, oder in der Farbe: Lampe oder Objektiv.</translation>
    </message>
    <message>
        <source>do nothing</source>
        <translation>nichts tun</translation>
    </message>
    <message>
        <source>tell it</source>
        <translation>melden</translation>
    </message>
    <message>
        <source>tell it and give no verdict</source>
        <translation>melden und nichts beurteilen</translation>
    </message>
    <message>
        <source>Nothing without a record</source>
        <translation>Nichts ohne Aufzeichnung</translation>
    </message>
    <message>
        <source>Ends the inspection when its journal can&apos;t be written; else it goes on, and says so.</source>
        <translation>Beendet die Prüfung, wenn ihr Journal nicht geschrieben werden kann; sonst geht sie weiter und meldet es.</translation>
    </message>
    <message>
        <source>Keep journals for</source>
        <translation>Journale aufbewahren</translation>
    </message>
    <message>
        <source>Older sessions are deleted with their pictures when an inspection begins.</source>
        <translation>Ältere Sitzungen werden mit ihren Bildern gelöscht, wenn eine Prüfung beginnt.</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>für immer</translation>
    </message>
    <message>
        <source>Pictures of faults</source>
        <translation>Bilder von Fehlern</translation>
    </message>
    <message>
        <source>Kept in a session at most; of further faults everything else is recorded.</source>
        <translation>So viele werden je Sitzung aufbewahrt; von weiteren Fehlern wird alles andere aufgezeichnet.</translation>
    </message>
    <message>
        <source>Longer side of such a picture</source>
        <translation>Längere Seite eines solchen Bildes</translation>
    </message>
    <message>
        <source>Larger ones are made smaller.</source>
        <translation>Größere werden verkleinert.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Bildern</translation>
    </message>
    <message>
        <source>... of the last</source>
        <translation>... von den letzten</translation>
    </message>
    <message>
        <source>The frames that are looked at for it; not fewer than the number above.</source>
        <translation>Die Bilder, die dafür betrachtet werden; nicht weniger als die Zahl darüber.</translation>
    </message>
    <message>
        <source>A verdict is late after</source>
        <translation>Ein Urteil ist verspätet nach</translation>
    </message>
    <message>
        <source>What takes longer from camera to verdict is NO RESULT.</source>
        <translation>Was von der Kamera bis zum Urteil länger braucht, ist KEIN ERGEBNIS.</translation>
    </message>
    <message>
        <source>Sound at a fault</source>
        <translation>Ton bei einem Fehler</translation>
    </message>
    <message>
        <source>The system&apos;s signal when a fault begins.</source>
        <translation>Das Signal des Systems, wenn ein Fehler beginnt.</translation>
    </message>
    <message>
        <source>Alarm stays</source>
        <translation>Alarm bleibt</translation>
    </message>
    <message>
        <source>Until somebody acknowledges it, also when the seam is sound again.</source>
        <translation>Bis ihn jemand quittiert, auch wenn die Naht wieder gut ist.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Defaults of this page</source>
        <translation>Vorgaben dieser Seite</translation>
    </message>
    <message>
        <source>Take changes back</source>
        <translation>Änderungen zurücknehmen</translation>
    </message>
    <message>
        <source>Everything as it was when the settings were opened</source>
        <translation>Alles wie beim Öffnen der Einstellungen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ShiftCheck</name>
    <message>
        <source>no check with samples yet</source>
        <translation>noch keine Prüfung mit Mustern</translation>
    </message>
    <message>
        <source>the check with samples was not passed</source>
        <translation>die Prüfung mit Mustern wurde nicht bestanden</translation>
    </message>
    <message>
        <source>the check with samples is too old</source>
        <translation>die Prüfung mit Mustern ist zu alt</translation>
    </message>
    <message>
        <source>the check was made with another run</source>
        <translation>geprüft wurde mit einem anderen Lauf</translation>
    </message>
    <message>
        <source>the check was made with another camera</source>
        <translation>geprüft wurde mit einer anderen Kamera</translation>
    </message>
    <message>
        <source>thresholds were changed since the check</source>
        <translation>Schwellen wurden seit der Prüfung geändert</translation>
    </message>
    <message>
        <source>what is expected was changed since the check</source>
        <translation>was erwartet wird, wurde seit der Prüfung geändert</translation>
    </message>
    <message>
        <source>the record of checks can&apos;t be read</source>
        <translation>die Aufzeichnung der Prüfungen ist nicht lesbar</translation>
    </message>
    <message>
        <source>a check with samples is under way</source>
        <translation>eine Prüfung mit Mustern läuft</translation>
    </message>
    <message>
        <source>the picture has changed</source>
        <translation>das Bild hat sich geändert</translation>
    </message>
    <message>
        <source>it knows rendered strips only: train a run of your own</source>
        <translation>kennt nur gezeichnete Streifen: eigenen Lauf trainieren</translation>
    </message>
    <message>
        <source>Lay a sound seam under the camera</source>
        <translation>Eine gute Naht unter die Kamera legen</translation>
    </message>
    <message>
        <source>Lay a seam under the camera with: {name}</source>
        <translation>Eine Naht unter die Kamera legen mit: {name}</translation>
    </message>
    <message>
        <source>Lay a seam under the camera with another {name}</source>
        <translation>Eine Naht unter die Kamera legen mit anderem Wert: {name}</translation>
    </message>
    <message>
        <source>Lay this under the camera: {name}</source>
        <translation>Unter die Kamera legen: {name}</translation>
    </message>
    <message>
        <source>sound seam</source>
        <translation>gute Naht</translation>
    </message>
    <message>
        <source>other {name}</source>
        <translation>{name} (anderer Wert)</translation>
    </message>
    <message>
        <source>not {name}</source>
        <translation>nicht {name}</translation>
    </message>
    <message>
        <source>The picture has become darker by {share}.</source>
        <translation>Das Bild ist um {share} dunkler geworden.</translation>
    </message>
    <message>
        <source>The picture has become brighter by {share}.</source>
        <translation>Das Bild ist um {share} heller geworden.</translation>
    </message>
    <message>
        <source>The picture has lost {share} of its sharpness.</source>
        <translation>Das Bild hat {share} seiner Schärfe verloren.</translation>
    </message>
    <message>
        <source>The picture&apos;s colour has changed by {share}.</source>
        <translation>Die Farbe des Bildes hat sich um {share} geändert.</translation>
    </message>
    <message>
        <source>The picture is darker by {share} than at the check.</source>
        <translation>Das Bild ist um {share} dunkler als bei der Prüfung.</translation>
    </message>
    <message>
        <source>The picture is brighter by {share} than at the check.</source>
        <translation>Das Bild ist um {share} heller als bei der Prüfung.</translation>
    </message>
    <message>
        <source>The picture is less sharp by {share} than at the check.</source>
        <translation>Das Bild ist um {share} weniger scharf als bei der Prüfung.</translation>
    </message>
    <message>
        <source>The picture&apos;s colour is not that of the check.</source>
        <translation>Die Farbe des Bildes ist nicht die der Prüfung.</translation>
    </message>
    <message>
        <source>The picture is darker than any that the run was validated on.</source>
        <translation>Das Bild ist dunkler als jedes, an dem der Lauf validiert wurde.</translation>
    </message>
    <message>
        <source>The picture is brighter than any that the run was validated on.</source>
        <translation>Das Bild ist heller als jedes, an dem der Lauf validiert wurde.</translation>
    </message>
    <message>
        <source>The picture is less sharp than any that the run was validated on.</source>
        <translation>Das Bild ist weniger scharf als jedes, an dem der Lauf validiert wurde.</translation>
    </message>
    <message>
        <source>The picture&apos;s colour is none of those that the run was validated on.</source>
        <translation>Die Farbe des Bildes ist keine von denen, an denen der Lauf validiert wurde.</translation>
    </message>
</context>
<context>
    <name>ShiftDesk</name>
    <message>
        <source>Samples are laid under a camera: choose one as the source.</source>
        <translation>Muster werden unter eine Kamera gelegt: bitte eine als Quelle wählen.</translation>
    </message>
    <message>
        <source>The check with samples was given up: it is not passed.</source>
        <translation>Die Prüfung mit Mustern wurde abgebrochen: sie ist nicht bestanden.</translation>
    </message>
    <message>
        <source>Inspection: {changes}</source>
        <translation>Prüfung: {changes}</translation>
    </message>
    <message>
        <source>The settings could not be kept</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden</translation>
    </message>
</context>
<context>
    <name>Snapshots</name>
    <message>
        <source>Saving a snapshot</source>
        <translation>Schnappschuss wird gespeichert</translation>
    </message>
    <message>
        <source>Snapshot saved: {name}</source>
        <translation>Schnappschuss gespeichert: {name}</translation>
    </message>
</context>
<context>
    <name>SourceBox</name>
    <message>
        <source>Looking for cameras</source>
        <translation>Kameras werden gesucht</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Practice lab</source>
        <translation>Übungslabor</translation>
    </message>
    <message>
        <source>Clip file...</source>
        <translation>Clip-Datei...</translation>
    </message>
    <message>
        <source>Stream address...</source>
        <translation>Stream-Adresse...</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Kameras neu suchen</translation>
    </message>
    <message>
        <source>Clips ({endings})</source>
        <translation>Clips ({endings})</translation>
    </message>
    <message>
        <source>Clip as a camera</source>
        <translation>Clip als Kamera</translation>
    </message>
    <message>
        <source>Stream address</source>
        <translation>Stream-Adresse</translation>
    </message>
    <message>
        <source>Address of the stream, such as rtsp://192.168.0.20/live</source>
        <translation>Adresse des Streams, zum Beispiel rtsp://192.168.0.20/live</translation>
    </message>
    <message>
        <source>A stream&apos;s address begins with {known}. Received: {address}</source>
        <translation>Die Adresse eines Streams beginnt mit {known}. Eingegeben: {address}</translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>As the device likes</source>
        <translation>Wie das Gerät will</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>{rate} frames/s</source>
        <translation>{rate} Bilder/s</translation>
    </message>
</context>
<context>
    <name>SpeedCard</name>
    <message>
        <source>How fast the seam may be</source>
        <translation>Wie schnell die Naht sein darf</translation>
    </message>
    <message>
        <source>Longest fault</source>
        <translation>Längster Fehler</translation>
    </message>
    <message>
        <source>Lost frames in a row</source>
        <translation>Verlorene Bilder am Stück</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Exposure there for at most {px} px of blur: up to {longest}.</source>
        <translation>Belichtung dort für höchstens {px} px Unschärfe: bis {longest}.</translation>
    </message>
    <message>
        <source>Not known: the scale was not measured. Calibrate with a ruler, then it stands here.</source>
        <translation>Nicht bekannt: der Maßstab wurde nicht gemessen. Mit einem Lineal kalibrieren, dann steht es hier.</translation>
    </message>
    <message>
        <source>Not known yet: no pictures come.</source>
        <translation>Noch nicht bekannt: es kommen keine Bilder.</translation>
    </message>
    <message>
        <source>up to {speed} mm/s</source>
        <translation>bis {speed} mm/s</translation>
    </message>
    <message>
        <source>A frame shows {field} mm of seam: a fault of {fault} mm is never whole in it.</source>
        <translation>Ein Bild zeigt {field} mm Naht: ein Fehler von {fault} mm ist nie ganz darin.</translation>
    </message>
    <message>
        <source>A frame shows {field} mm of seam. Up to that speed one of {rate} frames a second holds each fault whole, also when {drops} in a row are lost.</source>
        <translation>Ein Bild zeigt {field} mm Naht. Bis zu dieser Geschwindigkeit zeigt eins von {rate} Bildern je Sekunde jeden Fehler ganz, auch wenn {drops} hintereinander verloren gehen.</translation>
    </message>
    <message>
        <source>The seam stands still.</source>
        <translation>Die Naht steht still.</translation>
    </message>
    <message>
        <source>{speed} mm/s is too fast: a fault may pass between two frames.</source>
        <translation>{speed} mm/s ist zu schnell: ein Fehler kann zwischen zwei Bilder durchlaufen.</translation>
    </message>
    <message>
        <source>{speed} mm/s is too fast: only {n} lost frames in a row do no harm.</source>
        <translation>{speed} mm/s ist zu schnell: nur {n} verlorene Bilder hintereinander schaden nicht.</translation>
    </message>
    <message>
        <source>{speed} mm/s is too fast: not one frame may be lost.</source>
        <translation>{speed} mm/s ist zu schnell: Kein einziges Bild darf verloren gehen.</translation>
    </message>
    <message>
        <source>At {speed} mm/s {n} lost frames in a row do no harm.</source>
        <translation>Bei {speed} mm/s schaden {n} verlorene Bilder hintereinander nicht.</translation>
    </message>
    <message>
        <source>At {speed} mm/s not one frame may be lost.</source>
        <translation>Bei {speed} mm/s darf kein einziges Bild verloren gehen.</translation>
    </message>
</context>
<context>
    <name>SplitCard</name>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>By clip</source>
        <translation>Nach Clip</translation>
    </message>
    <message>
        <source>By frame</source>
        <translation>Nach Bild</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same split again</source>
        <translation>Derselbe Startwert ergibt wieder dieselbe Aufteilung</translation>
    </message>
    <message>
        <source>Split now</source>
        <translation>Jetzt aufteilen</translation>
    </message>
    <message>
        <source>Nothing to split: every picture lies in the folder of its subset. Move pictures between the folders to change that.</source>
        <translation>Nichts aufzuteilen: Jedes Bild liegt im Ordner seiner Teilmenge. Zum Ändern Bilder zwischen den Ordnern verschieben.</translation>
    </message>
    <message>
        <source>Within each class. Pictures of one thing, numbered after the same name, come into one subset: the figures tell how things are named that were never seen.</source>
        <translation>Innerhalb jeder Klasse. Bilder eines Dings, nach demselben Namen nummeriert, kommen in eine Teilmenge: Die Werte sagen, wie nie gesehene Dinge benannt werden.</translation>
    </message>
    <message>
        <source>No clip is in two subsets: the figures tell how strips are judged that were never seen.</source>
        <translation>Kein Clip liegt in zwei Teilmengen: Die Werte sagen, wie nie gesehene Streifen beurteilt werden.</translation>
    </message>
    <message>
        <source>As the lab did. Neighbouring frames are near copies, so frames much like those of the test are in the training: the figures come out too good.</source>
        <translation>Wie im Labor. Nachbarbilder sind beinahe Kopien; im Training liegen also Bilder, die denen des Tests sehr gleichen: Die Werte fallen zu gut aus.</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>{s} s</source>
        <translation>{s} s</translation>
    </message>
    <message>
        <source>{min} min {s} s</source>
        <translation>{min} min {s} s</translation>
    </message>
    <message>
        <source>{h} h {min} min</source>
        <translation>{h} h {min} min</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Watch a practice seam</source>
        <translation>Übungsnaht ansehen</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Film seams, label the frames, train a network, and let it watch the machine.</source>
        <translation>Nähte filmen, Bilder beschriften, ein Netz trainieren und es die Maschine überwachen lassen.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Go on with the clips, labels and networks of a lab.</source>
        <translation>Mit Clips, Beschriftungen und Netzen eines Labors weitermachen.</translation>
    </message>
    <message>
        <source>Make a project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>A folder for your clips and labels, with the attributes or classes you want to tell apart.</source>
        <translation>Ein Ordner für Clips und Beschriftungen, mit den Merkmalen oder Klassen, die unterschieden werden sollen.</translation>
    </message>
    <message>
        <source>A camera drawn by the computer, judged at once: OK, NOT OK, and what was looked at.</source>
        <translation>Eine vom Computer gezeichnete Kamera, sofort beurteilt: OK, NICHT OK und worauf gesehen wurde.</translation>
    </message>
    <message>
        <source>Or drop a project&apos;s folder, a folder with one folder of pictures a class, or a clip anywhere in this window.</source>
        <translation>Oder einen Projektordner, einen Ordner mit einem Bilderordner je Klasse oder einen Clip irgendwo auf dieses Fenster ziehen.</translation>
    </message>
    <message>
        <source>Try the practice lab</source>
        <translation>Übungslabor ausprobieren</translation>
    </message>
    <message>
        <source>Seams drawn by the computer, with labels: everything works without a camera.</source>
        <translation>Vom Computer gezeichnete Nähte mit Beschriftungen: alles geht ohne Kamera.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
</context>
<context>
    <name>StationError</name>
    <message>
        <source>&apos;{0}&apos; fits several cameras: {1}; give the number</source>
        <translation>„{0}“ passt auf mehrere Kameras: {1}; die Nummer angeben</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no folder, clip, address or camera; {1}</source>
        <translation>„{0}“ ist kein Ordner, kein Clip, keine Adresse und keine Kamera; {1}</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>Zeitüberschreitung der Verbindung</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>Gerät oder Ressource belegt</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Datei existiert bereits</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Invalid data found when processing input</source>
        <translation>ungültige Daten gefunden</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>ist ein Ordner</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>Netzwerk nicht erreichbar</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Speicherplatz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht vorhanden</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>ist kein Ordner</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Qt&apos;s libraries do not load ({0}); on Debian: apt-get install {1}</source>
        <translation>Die Bibliotheken von Qt lassen sich nicht laden ({0}); unter Debian: apt-get install {1}</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>zu viele offene Dateien</translation>
    </message>
    <message>
        <source>a camera&apos;s address begins with {0}. Received: {1}</source>
        <translation>Die Adresse einer Kamera beginnt mit {0}. Erhalten: {1}</translation>
    </message>
    <message>
        <source>a class can&apos;t be called {0}: a folder of that name means something else in a project</source>
        <translation>Eine Klasse kann nicht {0} heißen: Ein Ordner dieses Namens bedeutet in einem Projekt etwas anderes</translation>
    </message>
    <message>
        <source>a class can&apos;t be called {0}: its pictures could not lie in a folder of that name</source>
        <translation>Eine Klasse kann nicht {0} heißen: In einem Ordner dieses Namens könnten keine Bilder liegen</translation>
    </message>
    <message>
        <source>a class can&apos;t be called {0}: the tables have a column of that name</source>
        <translation>Eine Klasse kann nicht {0} heißen: Die Tabellen haben eine Spalte dieses Namens</translation>
    </message>
    <message>
        <source>a class is named as its folder is, and not {0}</source>
        <translation>Eine Klasse heißt wie ihr Ordner, und nicht {0}</translation>
    </message>
    <message>
        <source>a classes project has at least two classes. Received: {0}</source>
        <translation>Ein Projekt mit Klassen hat mindestens zwei. Erhalten: {0}</translation>
    </message>
    <message>
        <source>a figure holds 1 to {0} pictures. Received: {1}</source>
        <translation>Eine Abbildung enthält 1 bis {0} Bilder. Erhalten: {1}</translation>
    </message>
    <message>
        <source>a figure is written as {0}. Received: {1}</source>
        <translation>Eine Abbildung wird als {0} geschrieben. Erhalten: {1}</translation>
    </message>
    <message>
        <source>a later session noted another hash of it: it was written anew</source>
        <translation>eine spätere Sitzung hat eine andere Prüfsumme davon vermerkt: es wurde neu geschrieben</translation>
    </message>
    <message>
        <source>a lookup table is written with names relative to pics/. Received: {0}</source>
        <translation>Eine Tabelle wird mit Namen relativ zu pics/ geschrieben. Erhalten: {0}</translation>
    </message>
    <message>
        <source>a name that Windows allows, without `..`</source>
        <translation>ein Name, den Windows erlaubt, ohne `..`</translation>
    </message>
    <message>
        <source>a path on this computer</source>
        <translation>ein Pfad auf diesem Computer</translation>
    </message>
    <message>
        <source>a picture is one of several classes: name at least {0}</source>
        <translation>Ein Bild ist eine von mehreren Klassen: mindestens {0} nennen</translation>
    </message>
    <message>
        <source>a picture is written as {0}. Received: {1}</source>
        <translation>Ein Bild wird als {0} geschrieben. Erhalten: {1}</translation>
    </message>
    <message>
        <source>a picture lies in one of {0} slots. Received: {1}</source>
        <translation>ein Bild liegt in einem von {0} Fächern. Erhalten: {1}</translation>
    </message>
    <message>
        <source>a picture of {0} x {1} pixels could not be encoded as {2}</source>
        <translation>Ein Bild von {0} x {1} Pixeln konnte nicht als {2} kodiert werden</translation>
    </message>
    <message>
        <source>a picture&apos;s name that ends in {0}</source>
        <translation>ein Bildname, der auf {0} endet</translation>
    </message>
    <message>
        <source>a picture&apos;s name without formulas</source>
        <translation>ein Bildname ohne Formeln</translation>
    </message>
    <message>
        <source>a project has at least one attribute</source>
        <translation>Ein Projekt hat mindestens ein Merkmal</translation>
    </message>
    <message>
        <source>a project has at most {0} attributes</source>
        <translation>Ein Projekt hat höchstens {0} Merkmale</translation>
    </message>
    <message>
        <source>a project has at most {0} classes</source>
        <translation>Ein Projekt hat höchstens {0} Klassen</translation>
    </message>
    <message>
        <source>a report is written as {0}. Received: {1}</source>
        <translation>ein Bericht wird als {0} geschrieben. Erhalten: {1}</translation>
    </message>
    <message>
        <source>a run&apos;s name is made of letters, digits, _, - and dots; received {0}</source>
        <translation>Der Name eines Laufs besteht aus Buchstaben, Ziffern, _, - und Punkten; erhalten: {0}</translation>
    </message>
    <message>
        <source>a seam was found in {0} of {1} pictures of the subset {2}, too few to audit the run by</source>
        <translation>In {0} von {1} Bildern der Teilmenge {2} wurde eine Naht gefunden, zu wenige, um den Lauf daran zu überprüfen</translation>
    </message>
    <message>
        <source>a split by clip needs at least {0} labelled clips, and there are {1} ({2}); label more clips, or split by frame (`--by frame`)</source>
        <translation>Eine Aufteilung nach Clip braucht mindestens {0} beschriftete Clips, vorhanden sind {1} ({2}); mehr Clips beschriften oder nach Bild aufteilen (`--by frame`)</translation>
    </message>
    <message>
        <source>a tag stands for one of {0}. Received: {1}</source>
        <translation>Ein Etikett steht für eines von {0}. Erhalten: {1}</translation>
    </message>
    <message>
        <source>an attribute&apos;s name is one word of letters, digits and _. Received: {0}</source>
        <translation>Der Name eines Merkmals ist ein Wort aus Buchstaben, Ziffern und _. Erhalten: {0}</translation>
    </message>
    <message>
        <source>an audit asks whether a network looks at the seam; the run {0} tells classes apart, and they have none</source>
        <translation>Die Überprüfung fragt, ob ein Netz auf die Naht sieht; der Lauf {0} unterscheidet Klassen, und die haben keine</translation>
    </message>
    <message>
        <source>another camera was opened instead of &apos;{0}&apos;</source>
        <translation>statt &apos;{0}&apos; wurde eine andere Kamera geöffnet</translation>
    </message>
    <message>
        <source>at least one of the attributes has to stay</source>
        <translation>Mindestens eines der Merkmale muss bleiben</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>camera {0} is not open</source>
        <translation>die Kamera {0} ist nicht geöffnet</translation>
    </message>
    <message>
        <source>camera {0} was lost, and the system does not tell whether what is there now is the same one: connect it anew</source>
        <translation>die Kamera {0} ging verloren, und das System sagt nicht, ob die jetzige dieselbe ist: bitte neu verbinden</translation>
    </message>
    <message>
        <source>each attribute needs a key of its own; {0} is there twice</source>
        <translation>Jedes Merkmal braucht eine eigene Taste; {0} kommt doppelt vor</translation>
    </message>
    <message>
        <source>each attribute needs a name</source>
        <translation>Jedes Merkmal braucht einen Namen</translation>
    </message>
    <message>
        <source>each attribute needs a {0} of its own. Received twice: {1}</source>
        <translation>Für jedes Merkmal muss {0} einmalig sein. Doppelt erhalten: {1}</translation>
    </message>
    <message>
        <source>each class needs a key of its own; {0} is there twice</source>
        <translation>Jede Klasse braucht eine eigene Taste; {0} kommt doppelt vor</translation>
    </message>
    <message>
        <source>each class needs a name</source>
        <translation>Jede Klasse braucht einen Namen</translation>
    </message>
    <message>
        <source>each class needs a name of its own; {0} is there twice</source>
        <translation>Jede Klasse braucht einen eigenen Namen; {0} kommt doppelt vor</translation>
    </message>
    <message>
        <source>each class needs a {0} of its own. Received twice: {1}</source>
        <translation>Für jede Klasse muss {0} einmalig sein. Doppelt erhalten: {1}</translation>
    </message>
    <message>
        <source>entry {0} of {1} can&apos;t be read: {2}</source>
        <translation>Eintrag {0} von {1} ist nicht lesbar: {2}</translation>
    </message>
    <message>
        <source>expected CSV, found a damaged row ({0})</source>
        <translation>CSV erwartet, eine beschädigte Zeile gefunden ({0})</translation>
    </message>
    <message>
        <source>expected True or False in the column {0}, found {1}</source>
        <translation>True oder False in der Spalte {0} erwartet, {1} gefunden</translation>
    </message>
    <message>
        <source>expected UTF-8 text, found a NUL byte; save it as CSV UTF-8</source>
        <translation>UTF-8-Text erwartet, ein NUL-Byte gefunden; als CSV UTF-8 speichern</translation>
    </message>
    <message>
        <source>expected UTF-8, found UTF-16; save it as CSV UTF-8</source>
        <translation>UTF-8 erwartet, UTF-16 gefunden; als CSV UTF-8 speichern</translation>
    </message>
    <message>
        <source>expected UTF-8, {0}; save it as CSV UTF-8</source>
        <translation>UTF-8 erwartet, {0}; als CSV UTF-8 speichern</translation>
    </message>
    <message>
        <source>expected a column of True and False, found none</source>
        <translation>eine Spalte mit True und False erwartet, keine gefunden</translation>
    </message>
    <message>
        <source>expected a name for column {0}; only the first, the index, has none</source>
        <translation>für Spalte {0} einen Namen erwartet; nur die erste, der Index, hat keinen</translation>
    </message>
    <message>
        <source>expected a new or empty folder for the practice project; {0} holds something already</source>
        <translation>Für das Übungsprojekt wird ein neuer oder leerer Ordner erwartet; {0} enthält schon etwas</translation>
    </message>
    <message>
        <source>expected a project&apos;s folder, found the file {0}</source>
        <translation>Erwartet wurde ein Projektordner, gefunden die Datei {0}</translation>
    </message>
    <message>
        <source>expected a project, its {0} folder or a session&apos;s folder, but {1} holds no journal</source>
        <translation>erwartet wurde ein Projekt, sein Ordner {0} oder der Ordner einer Sitzung, aber {1} enthält kein Journal</translation>
    </message>
    <message>
        <source>expected a run of a network that this station has ({0}); {1} is of {2}</source>
        <translation>erwartet wurde ein Lauf eines Netzes, das diese Station hat ({0}); {1} ist von {2}</translation>
    </message>
    <message>
        <source>expected a run&apos;s folder or a lab&apos;s .h5 weights; a {0} file may run code or unfold without end when it is opened, so {1} was not</source>
        <translation>erwartet wurde der Ordner eines Laufs oder .h5-Gewichte eines Labors; eine {0}-Datei kann beim Öffnen Code ausführen oder sich endlos entfalten, darum wurde {1} nicht geöffnet</translation>
    </message>
    <message>
        <source>expected a run&apos;s folder or a lab&apos;s .h5 weights; received {0}</source>
        <translation>erwartet wurde der Ordner eines Laufs oder .h5-Gewichte eines Labors; erhalten: {0}</translation>
    </message>
    <message>
        <source>expected a run&apos;s folder or a lab&apos;s .h5 weights; {0} does not exist or is neither</source>
        <translation>erwartet wurde der Ordner eines Laufs oder .h5-Gewichte eines Labors; {0} gibt es nicht oder ist keins von beiden</translation>
    </message>
    <message>
        <source>expected a run&apos;s folder, but {0} does not exist or is no folder</source>
        <translation>Erwartet wurde der Ordner eines Laufs, aber {0} existiert nicht oder ist kein Ordner</translation>
    </message>
    <message>
        <source>expected a run&apos;s folder, but {0} holds no {1}</source>
        <translation>erwartet wurde der Ordner eines Laufs, aber {0} enthält kein {1}</translation>
    </message>
    <message>
        <source>expected a run&apos;s name or folder; {0} is neither {1}nor a folder</source>
        <translation>Erwartet wurde der Name oder Ordner eines Laufs; {0} ist weder {1}noch ein Ordner</translation>
    </message>
    <message>
        <source>expected a run, but {0} holds no {1}; its training may have ended before its first epoch</source>
        <translation>Erwartet wurde ein Lauf, aber {0} enthält kein {1}; vielleicht endete das Training vor der ersten Epoche</translation>
    </message>
    <message>
        <source>expected a session&apos;s journal, but {0} does not exist or is no file</source>
        <translation>erwartet wurde das Journal einer Sitzung, aber {0} gibt es nicht oder ist keine Datei</translation>
    </message>
    <message>
        <source>expected a session&apos;s number, but {0} holds {1}; received {2}</source>
        <translation>erwartet wurde die Nummer einer Sitzung, aber {0} enthält {1}; erhalten: {2}</translation>
    </message>
    <message>
        <source>expected a whole number in the index column, found {0}</source>
        <translation>eine ganze Zahl in der Indexspalte erwartet, {0} gefunden</translation>
    </message>
    <message>
        <source>expected all pictures in {0}, found {1}; copy it there first</source>
        <translation>Alle Bilder werden in {0} erwartet, gefunden wurde {1}; es zuerst dorthin kopieren</translation>
    </message>
    <message>
        <source>expected an attribute&apos;s name of letters, digits and _, found {0}</source>
        <translation>einen Merkmalsnamen aus Buchstaben, Ziffern und _ erwartet, {0} gefunden</translation>
    </message>
    <message>
        <source>expected at least one session for a report, received none</source>
        <translation>für einen Bericht wird mindestens eine Sitzung erwartet, keine erhalten</translation>
    </message>
    <message>
        <source>expected each picture in one subset, found {0} in {1} and in {2}; split {3} anew</source>
        <translation>Erwartet wird jedes Bild in einer Teilmenge, {0} ist in {1} und in {2}; {3} neu aufteilen</translation>
    </message>
    <message>
        <source>expected entry {0}, found {1}: entries are missing</source>
        <translation>erwartet wurde Eintrag {0}, gefunden {1}: Einträge fehlen</translation>
    </message>
    <message>
        <source>expected one class for {0}, found two: its folder&apos;s, and another in a table in {1}</source>
        <translation>Für {0} wird eine Klasse erwartet, gefunden wurden zwei: die seines Ordners und eine andere in einer Tabelle in {1}</translation>
    </message>
    <message>
        <source>expected one label for {0}, found two: in {1} and in {2}</source>
        <translation>Für {0} wird eine Beschriftung erwartet, gefunden wurden zwei: in {1} und in {2}</translation>
    </message>
    <message>
        <source>expected pictures in {0}: the labs standardised what they fed, and only pictures of the same camera tell by what</source>
        <translation>erwartet wurden Bilder in {0}: die Labore haben ihre Eingaben standardisiert, und nur Bilder derselben Kamera sagen, womit</translation>
    </message>
    <message>
        <source>expected the path of a run&apos;s folder, received nothing</source>
        <translation>Erwartet wurde der Pfad zum Ordner eines Laufs, erhalten wurde nichts</translation>
    </message>
    <message>
        <source>expected the {0} subset in {1}, which does not exist; split the project first ({2})</source>
        <translation>Die Teilmenge {0} wird in {1} erwartet, das nicht existiert; zuerst das Projekt aufteilen ({2})</translation>
    </message>
    <message>
        <source>expected truth files (truth/&lt;clip&gt;.json) in {0}, found none for these pictures; only a rendered lab, such as {1} makes, knows where its faults are</source>
        <translation>In {0} werden Dateien mit der Wahrheit erwartet (truth/&lt;clip&gt;.json), zu diesen Bildern fehlen sie; nur ein gezeichnetes Labor, wie {1} es macht, weiß, wo seine Fehler liegen</translation>
    </message>
    <message>
        <source>expected {0} as a plain file; {1} is {2}</source>
        <translation>erwartet wurde {0} als gewöhnliche Datei; {1} ist {2}</translation>
    </message>
    <message>
        <source>expected {0} cells as in the header, found {1}</source>
        <translation>{0} Zellen wie in der Kopfzeile erwartet, {1} gefunden</translation>
    </message>
    <message>
        <source>expected {0} frames in the clip that was recorded; it has {1}</source>
        <translation>erwartet wurden {0} Bilder im aufgezeichneten Clip; er hat {1}</translation>
    </message>
    <message>
        <source>expected {0} of at most {1} bytes; {2} has more</source>
        <translation>erwartet wurde {0} mit höchstens {1} Bytes; {2} hat mehr</translation>
    </message>
    <message>
        <source>expected {0} of at most {1} bytes; {2} has {3}</source>
        <translation>erwartet wurde {0} mit höchstens {1} Bytes; {2} hat {3}</translation>
    </message>
    <message>
        <source>expected {0} weights as the card says; {1} holds {2}</source>
        <translation>erwartet wurden {0} Gewichte, wie die Karte sagt; {1} enthält {2}</translation>
    </message>
    <message>
        <source>expected {0}, found {1}</source>
        <translation>{0} erwartet, {1} gefunden</translation>
    </message>
    <message>
        <source>exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>frame {0} of {1} could not be decoded: it is damaged</source>
        <translation>Bild {0} von {1} konnte nicht dekodiert werden: Es ist beschädigt</translation>
    </message>
    <message>
        <source>gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>in {0}, which holds {1}, </source>
        <translation>in {0} ({1}) </translation>
    </message>
    <message>
        <source>is damaged or no picture</source>
        <translation>beschädigt oder kein Bild</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>it can&apos;t be read: {0}</source>
        <translation>es ist nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>it does not go on from the entry before: one was altered, left out or swapped</source>
        <translation>es schließt nicht an den Eintrag davor an: einer wurde verändert, ausgelassen oder vertauscht</translation>
    </message>
    <message>
        <source>it is no entry</source>
        <translation>es ist kein Eintrag</translation>
    </message>
    <message>
        <source>its hash is not that of its content: it was altered</source>
        <translation>die Prüfsumme ist nicht die des Inhalts: es wurde verändert</translation>
    </message>
    <message>
        <source>its picture {0} is missing</source>
        <translation>das Bild {0} dazu fehlt</translation>
    </message>
    <message>
        <source>its picture {0} was altered</source>
        <translation>das Bild {0} dazu wurde verändert</translation>
    </message>
    <message>
        <source>its {0} can&apos;t be read</source>
        <translation>nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>its {0} is {1} instead of {2}</source>
        <translation>{0}: {1} statt {2}</translation>
    </message>
    <message>
        <source>less than {0} MB are free on the disk; what was recorded is kept</source>
        <translation>auf dem Datenträger sind weniger als {0} MB frei; was aufgenommen wurde, bleibt erhalten</translation>
    </message>
    <message>
        <source>no picture can be named after the clip {0}; rename it with letters, digits, - and _</source>
        <translation>Nach dem Clip {0} lässt sich kein Bild benennen; ihn mit Buchstaben, Ziffern, - und _ umbenennen</translation>
    </message>
    <message>
        <source>no picture has come for {0} s</source>
        <translation>seit {0} s kam kein Bild</translation>
    </message>
    <message>
        <source>no picture of the subset {0} of {1} has a fault that is seen to at least a half, so that no heat map can be judged</source>
        <translation>Kein Bild der Teilmenge {0} von {1} hat einen Fehler, der mindestens zur Hälfte zu sehen ist; so lässt sich keine Heatmap beurteilen</translation>
    </message>
    <message>
        <source>no run</source>
        <translation>kein Lauf</translation>
    </message>
    <message>
        <source>{0} makes it anew</source>
        <translation>{0} legt es neu an</translation>
    </message>
    <message>
        <source>a project makes it anew that takes the run over ({0}, then {1})</source>
        <translation>ein Projekt, das den Lauf übernimmt, legt es neu an ({0}, dann {1})</translation>
    </message>
    <message>
        <source>none of the pictures could be read, so that there is nothing to audit</source>
        <translation>Keines der Bilder konnte gelesen werden; es gibt nichts zu überprüfen</translation>
    </message>
    <message>
        <source>not one frame came from the camera, so {0} was not made</source>
        <translation>Von der Kamera kam kein einziges Bild, deshalb wurde {0} nicht angelegt</translation>
    </message>
    <message>
        <source>not one frame of {0} could be decoded: it is damaged</source>
        <translation>Kein einziges Bild von {0} konnte dekodiert werden: Der Clip ist beschädigt</translation>
    </message>
    <message>
        <source>not one picture came, so no clip was made</source>
        <translation>kein einziges Bild kam, deshalb entstand kein Clip</translation>
    </message>
    <message>
        <source>nothing came from {0} for {1} s; it is opened anew</source>
        <translation>von {0} kam {1} s lang nichts; sie wird neu geöffnet</translation>
    </message>
    <message>
        <source>nothing comes from {0}</source>
        <translation>von {0} kommt nichts</translation>
    </message>
    <message>
        <source>nothing is inspected without a journal: {0}</source>
        <translation>ohne Journal wird nichts geprüft: {0}</translation>
    </message>
    <message>
        <source>pictures changed while they were being read; audit the run again</source>
        <translation>Bilder änderten sich, während sie gelesen wurden; den Lauf noch einmal überprüfen</translation>
    </message>
    <message>
        <source>shared memory goes by its name under Windows only</source>
        <translation>gemeinsamer Speicher geht nur unter Windows nach Namen</translation>
    </message>
    <message>
        <source>stopped by hand before the training began, so no run was made</source>
        <translation>Vor Beginn des Trainings von Hand angehalten, deshalb entstand kein Lauf</translation>
    </message>
    <message>
        <source>the base run {0} is of the network {1}; a {2} training needs its own kind</source>
        <translation>Der Grundlauf {0} hat das Netz {1}; ein Training mit {2} braucht die eigene Art</translation>
    </message>
    <message>
        <source>the camera changed its picture from {0} x {1} to {2} x {3} pixels</source>
        <translation>die Kamera änderte ihr Bild von {0} x {1} auf {2} x {3} Pixel</translation>
    </message>
    <message>
        <source>the camera gives no more frames</source>
        <translation>Die Kamera liefert keine Bilder mehr</translation>
    </message>
    <message>
        <source>the camera has not {0} for {1} s</source>
        <translation>die Kamera hat {1} s lang nicht: {0}</translation>
    </message>
    <message>
        <source>the camera is not open</source>
        <translation>Die Kamera ist nicht geöffnet</translation>
    </message>
    <message>
        <source>the camera was closed</source>
        <translation>die Kamera wurde geschlossen</translation>
    </message>
    <message>
        <source>the camera was closed; what was recorded is kept</source>
        <translation>die Kamera wurde geschlossen; was aufgenommen wurde, bleibt erhalten</translation>
    </message>
    <message>
        <source>the clip {0} does not exist</source>
        <translation>Der Clip {0} existiert nicht</translation>
    </message>
    <message>
        <source>the clip {0} is not open</source>
        <translation>Der Clip {0} ist nicht geöffnet</translation>
    </message>
    <message>
        <source>the column {0} is missing; there are {1}</source>
        <translation>die Spalte {0} fehlt; vorhanden sind {1}</translation>
    </message>
    <message>
        <source>the column {0} is there twice</source>
        <translation>die Spalte {0} ist doppelt vorhanden</translation>
    </message>
    <message>
        <source>the folder {0} and the folders in it hold no pictures (PNG, JPEG, ...)</source>
        <translation>Der Ordner {0} und die Ordner darin enthalten keine Bilder (PNG, JPEG, ...)</translation>
    </message>
    <message>
        <source>the folder {0} could not be made ({1})</source>
        <translation>Der Ordner {0} konnte nicht angelegt werden ({1})</translation>
    </message>
    <message>
        <source>the folder {0} could not be read ({1})</source>
        <translation>Der Ordner {0} konnte nicht gelesen werden ({1})</translation>
    </message>
    <message>
        <source>the journal could not be written ({0})</source>
        <translation>das Journal konnte nicht geschrieben werden ({0})</translation>
    </message>
    <message>
        <source>the label of {0} is taken back, but {1}</source>
        <translation>die Beschriftung von {0} ist zurückgenommen, aber {1}</translation>
    </message>
    <message>
        <source>the label was saved as {0} and read as {1}</source>
        <translation>die Beschriftung wurde als {0} gespeichert und als {1} gelesen</translation>
    </message>
    <message>
        <source>the labs&apos; networks are reference and fruit; received {0}</source>
        <translation>die Netze der Labore sind reference und fruit; erhalten: {0}</translation>
    </message>
    <message>
        <source>the picture is black: is the lens covered, or the lamp off?</source>
        <translation>das Bild ist schwarz: ist das Objektiv verdeckt oder die Lampe aus?</translation>
    </message>
    <message>
        <source>the rows of the inspection could not be written ({0})</source>
        <translation>die Zeilen der Prüfung konnten nicht geschrieben werden ({0})</translation>
    </message>
    <message>
        <source>the run {0} needs TensorFlow, which this station came without, since {1}; export the run with a station that has TensorFlow ({2}), or install that one</source>
        <translation>Der Lauf {0} braucht TensorFlow, das bei dieser Station fehlt ({1}); den Lauf mit einer Station exportieren, die TensorFlow hat ({2}), oder diese installieren</translation>
    </message>
    <message>
        <source>the runs {0} and {1} are of different networks or attributes</source>
        <translation>die Läufe {0} und {1} sind von verschiedenen Netzen oder Attributen</translation>
    </message>
    <message>
        <source>the runs {0} and {1} standardise their pictures differently</source>
        <translation>die Läufe {0} und {1} standardisieren ihre Bilder verschieden</translation>
    </message>
    <message>
        <source>the weights answer {0}, but the project has {1}; they are used only where the attributes are the same</source>
        <translation>die Gewichte antworten auf {0}, das Projekt hat aber {1}; sie werden nur bei gleichen Attributen benutzt</translation>
    </message>
    <message>
        <source>the weights could not be written in {0} ({1})</source>
        <translation>die Gewichte konnten nicht in {0} geschrieben werden ({1})</translation>
    </message>
    <message>
        <source>there is no memory for pictures of {0} x {1} pixels ({2})</source>
        <translation>für Bilder von {0} x {1} Pixeln ist kein Speicher da ({2})</translation>
    </message>
    <message>
        <source>this needs TensorFlow, which this station came without: install the whole Seam Station, not the operator&apos;s</source>
        <translation>Das braucht TensorFlow, das bei dieser Station fehlt: die ganze Seam Station installieren, nicht die für den PC an der Maschine (Operator)</translation>
    </message>
    <message>
        <source>{0} belongs to a run; import its folder, {1}</source>
        <translation>{0} gehört zu einem Lauf; bitte dessen Ordner importieren, {1}</translation>
    </message>
    <message>
        <source>{0} can&apos;t be told from another one: unplug one of the {1}</source>
        <translation>{0} ist von einer anderen nicht zu unterscheiden: bitte eine der {1} abziehen</translation>
    </message>
    <message>
        <source>{0} could not be checked in {1} s; it is refused</source>
        <translation>{0} konnte in {1} s nicht geprüft werden und wird abgelehnt</translation>
    </message>
    <message>
        <source>{0} could not be opened for writing ({1})</source>
        <translation>{0} konnte nicht zum Schreiben geöffnet werden ({1})</translation>
    </message>
    <message>
        <source>{0} could not become {1} ({2})</source>
        <translation>{0} konnte nicht zu {1} werden ({2})</translation>
    </message>
    <message>
        <source>{0} does not begin as a session does: {1}</source>
        <translation>{0} beginnt nicht wie eine Sitzung: {1}</translation>
    </message>
    <message>
        <source>{0} does not fit the network {1} for pictures of {2} x {3} with {4} {5}: {6}</source>
        <translation>{0} passt nicht zum Netz {1} für Bilder von {2} x {3} mit {4} {5}: {6}</translation>
    </message>
    <message>
        <source>{0} has a description of its network that can&apos;t be read</source>
        <translation>{0} hat eine Beschreibung des Netzes, die nicht lesbar ist</translation>
    </message>
    <message>
        <source>{0} has figures of {1}, which is none of its attributes</source>
        <translation>{0} hat Zahlen zu {1}, das keines seiner Attribute ist</translation>
    </message>
    <message>
        <source>{0} has figures that are not finite</source>
        <translation>{0} hat Zahlen, die nicht endlich sind</translation>
    </message>
    <message>
        <source>{0} has no free number for a session</source>
        <translation>{0} hat keine freie Nummer für eine Sitzung</translation>
    </message>
    <message>
        <source>{0} has no model card; say its network, --network reference or --network fruit</source>
        <translation>{0} hat keine Modellkarte; bitte das Netz angeben, --network reference oder --network fruit</translation>
    </message>
    <message>
        <source>{0} holds a text that can&apos;t be printed: {1}</source>
        <translation>{0} enthält einen Text, der sich nicht ausgeben lässt: {1}</translation>
    </message>
    <message>
        <source>{0} holds a variance below zero, in {1}; the run is refused</source>
        <translation>{0} enthält eine Varianz unter null, in {1}; der Lauf wird abgelehnt</translation>
    </message>
    <message>
        <source>{0} holds weights that are not finite, in {1}; the run is refused</source>
        <translation>{0} enthält Gewichte, die nicht endlich sind, in {1}; der Lauf wird abgelehnt</translation>
    </message>
    <message>
        <source>{0} is a run&apos;s folder, whose card says its network, attributes and image size</source>
        <translation>{0} ist der Ordner eines Laufs, dessen Karte Netz, Attribute und Bildgröße nennt</translation>
    </message>
    <message>
        <source>{0} is damaged ({1}); a new check is needed</source>
        <translation>{0} ist beschädigt ({1}); eine neue Prüfung ist nötig</translation>
    </message>
    <message>
        <source>{0} is just being labelled by somebody else; here it can only be looked at</source>
        <translation>{0} wird gerade von jemand anderem beschriftet; hier lässt es sich nur ansehen</translation>
    </message>
    <message>
        <source>{0} is larger than any record of checks; it was left as it is</source>
        <translation>{0} ist größer als jede Aufzeichnung von Prüfungen; es blieb, wie es ist</translation>
    </message>
    <message>
        <source>{0} is larger than any weights ({1} bytes); it was not opened</source>
        <translation>{0} ist größer als alle Gewichte ({1} Bytes); es wurde nicht geöffnet</translation>
    </message>
    <message>
        <source>{0} is no file of weights that this station takes: it is damaged or cut off ({1})</source>
        <translation>{0} ist keine Gewichtsdatei, die diese Station nimmt: sie ist beschädigt oder abgeschnitten ({1})</translation>
    </message>
    <message>
        <source>{0} is no file of weights that this station takes: {1}</source>
        <translation>{0} ist keine Gewichtsdatei, die diese Station nimmt: {1}</translation>
    </message>
    <message>
        <source>{0} is no project: expected a {1}, or the lab&apos;s layout (videos/ with clips, pics/ with pictures and their *{2}), or one folder of pictures a class</source>
        <translation>{0} ist kein Projekt: Erwartet wird {1} oder der Aufbau des Labors (videos/ mit Clips, pics/ mit Bildern und ihren *{2}) oder ein Bilderordner je Klasse</translation>
    </message>
    <message>
        <source>the folder {0} is not open</source>
        <translation>Der Ordner {0} ist nicht geöffnet</translation>
    </message>
    <message>
        <source>OpenVINO can&apos;t use the exported network of the run {0}: {1}</source>
        <translation>OpenVINO kann das exportierte Netz des Laufs {0} nicht benutzen: {1}</translation>
    </message>
    <message>
        <source>TF_CONFIG here and at {0} name other machines, or this one has another&apos;s index; all need the same list, and an index of their own</source>
        <translation>TF_CONFIG nennt hier und bei {0} verschiedene Rechner, oder dieser hat den Index eines anderen; alle brauchen dieselbe Liste und je einen eigenen Index</translation>
    </message>
    <message>
        <source>a batch of {0} pictures can&apos;t be shared evenly by {1} machines; --batch-size {2} can</source>
        <translation>ein Stapel von {0} Bildern lässt sich nicht gleichmäßig auf {1} Rechner verteilen; mit --batch-size {2} geht es</translation>
    </message>
    <message>
        <source>all epochs done</source>
        <translation>alle Epochen fertig</translation>
    </message>
    <message>
        <source>an export is checked on the validation pictures of the run&apos;s project, but {0} lies in no project&apos;s models</source>
        <translation>ein Export wird an den Validierungsbildern des Projekts geprüft, aber {0} liegt nicht in models eines Projekts</translation>
    </message>
    <message>
        <source>decoding came to no end in {0} s and was ended</source>
        <translation>Das Dekodieren kam in {0} s zu keinem Ende und wurde beendet</translation>
    </message>
    <message>
        <source>ended at once, by hand; what its finished epochs brought is in the run&apos;s folder</source>
        <translation>sofort beendet, von Hand; was die fertigen Epochen gebracht haben, liegt im Ordner des Laufs</translation>
    </message>
    <message>
        <source>epoch {0}, step {1}</source>
        <translation>Epoche {0}, Schritt {1}</translation>
    </message>
    <message>
        <source>expected {0} to be such as {1}; {2}</source>
        <translation>erwartet wurde {0} wie {1}; {2}</translation>
    </message>
    <message>
        <source>exported: differs from TensorFlow by at most {0} on {1} validation pictures</source>
        <translation>exportiert: weicht auf {1} Validierungsbildern um höchstens {0} von TensorFlow ab</translation>
    </message>
    <message>
        <source>exporting the network</source>
        <translation>das Netz wird exportiert</translation>
    </message>
    <message>
        <source>frame {0} of {1} is of another size than the first one</source>
        <translation>Bild {0} von {1} hat eine andere Größe als das erste</translation>
    </message>
    <message>
        <source>from random weights</source>
        <translation>von zufälligen Gewichten an</translation>
    </message>
    <message>
        <source>from the state of {0}</source>
        <translation>vom Stand von {0} an</translation>
    </message>
    <message>
        <source>from the weights of {0}</source>
        <translation>von den Gewichten von {0} an</translation>
    </message>
    <message>
        <source>from the weights of {0}, trained on {1} pictures</source>
        <translation>von den Gewichten von {0} an, trainiert mit {1} Bildern</translation>
    </message>
    <message>
        <source>no better validation loss for {0} epochs</source>
        <translation>seit {0} Epochen kein besserer Validierungsverlust</translation>
    </message>
    <message>
        <source>no exported network: {0}</source>
        <translation>kein exportiertes Netz: {0}</translation>
    </message>
    <message>
        <source>no picture of {0} in the {1} subset, {2}</source>
        <translation>kein Bild von {0} in der Teilmenge {1}, {2}</translation>
    </message>
    <message>
        <source>pictures that are shared can&apos;t be {0} x {1} pixels now</source>
        <translation>Geteilte Bilder können jetzt nicht {0} x {1} Pixel groß sein</translation>
    </message>
    <message>
        <source>port {0} can&apos;t be used for the cluster ({1})</source>
        <translation>Port {0} kann für den Verbund nicht benutzt werden ({1})</translation>
    </message>
    <message>
        <source>resumed after epoch {0}</source>
        <translation>nach Epoche {0} fortgesetzt</translation>
    </message>
    <message>
        <source>skipped: {0}</source>
        <translation>übersprungen: {0}</translation>
    </message>
    <message>
        <source>skipped: {0}: {1} of {2} pictures are missing: {3}</source>
        <translation>übersprungen: {0}: {1} von {2} Bildern fehlen: {3}</translation>
    </message>
    <message>
        <source>so nothing is known of how well it is recognised</source>
        <translation>wie gut es erkannt wird, ist deshalb nicht bekannt</translation>
    </message>
    <message>
        <source>so the network can&apos;t learn it</source>
        <translation>das Netz kann es deshalb nicht lernen</translation>
    </message>
    <message>
        <source>stopped by hand</source>
        <translation>von Hand angehalten</translation>
    </message>
    <message>
        <source>stopped by hand while waiting for the other machines, so no run was made</source>
        <translation>von Hand angehalten, während auf die anderen Rechner gewartet wurde; es entstand kein Lauf</translation>
    </message>
    <message>
        <source>the camera had forgotten its settings, {0}; it is set again</source>
        <translation>die Kamera hatte ihre Einstellungen vergessen, {0}; sie ist wieder eingestellt</translation>
    </message>
    <message>
        <source>the camera has forgotten its settings; they are set again</source>
        <translation>die Kamera hat ihre Einstellungen vergessen; sie werden wieder gesetzt</translation>
    </message>
    <message>
        <source>the camera is not as it was set, {0}: set it, or connect the camera anew</source>
        <translation>die Kamera ist nicht so, wie sie eingestellt war, {0}: einstellen oder die Kamera neu verbinden</translation>
    </message>
    <message>
        <source>the camera was closed before its first picture was taken</source>
        <translation>die Kamera wurde geschlossen, bevor ihr erstes Bild aufgenommen war</translation>
    </message>
    <message>
        <source>the computer has too little memory for this; a smaller image or batch size needs less</source>
        <translation>der Computer hat dafür zu wenig Speicher; eine kleinere Bild- oder Stapelgröße braucht weniger</translation>
    </message>
    <message>
        <source>the decode worker answered {0}; it was ended</source>
        <translation>Der Dekodierprozess antwortete {0}; er wurde beendet</translation>
    </message>
    <message>
        <source>the decode worker could not be started ({0})</source>
        <translation>Der Dekodierprozess konnte nicht gestartet werden ({0})</translation>
    </message>
    <message>
        <source>the exported network of the run {0} does not answer as TensorFlow does: a probability differs by {1}, and {2} is allowed; the run is used through TensorFlow</source>
        <translation>das exportierte Netz des Laufs {0} antwortet nicht wie TensorFlow: eine Wahrscheinlichkeit weicht um {1} ab, erlaubt ist {2}; der Lauf wird über TensorFlow benutzt</translation>
    </message>
    <message>
        <source>the exported network of the run {0} does not answer here as TensorFlow did: a probability differs by {1}, and {2} is allowed</source>
        <translation>das exportierte Netz des Laufs {0} antwortet hier nicht wie TensorFlow: eine Wahrscheinlichkeit weicht um {1} ab, erlaubt ist {2}</translation>
    </message>
    <message>
        <source>the exported network of the run {0} was made from other weights; {1}</source>
        <translation>das exportierte Netz des Laufs {0} entstand aus anderen Gewichten; {1}</translation>
    </message>
    <message>
        <source>the frames of {0} carry no presentation times; save it as .mp4 first</source>
        <translation>Die Bilder von {0} tragen keine Zeitangaben; zuerst als .mp4 speichern</translation>
    </message>
    <message>
        <source>the inspect worker answered question {0} instead of {1}</source>
        <translation>Der Arbeitsprozess der Prüfung beantwortete Frage {0} statt {1}</translation>
    </message>
    <message>
        <source>the licences could not be read from {0} ({1})</source>
        <translation>Die Lizenzen konnten nicht aus {0} gelesen werden ({1})</translation>
    </message>
    <message>
        <source>the loss was not finite in {0}, and what came of it was thrown away</source>
        <translation>der Verlust war in {0} nicht endlich, und was daraus wurde, ist verworfen</translation>
    </message>
    <message>
        <source>the machines of TF_CONFIG could not meet ({0})</source>
        <translation>die Rechner aus TF_CONFIG fanden nicht zueinander ({0})</translation>
    </message>
    <message>
        <source>the memory for pictures could not be shared ({0})</source>
        <translation>Der Speicher für Bilder konnte nicht geteilt werden ({0})</translation>
    </message>
    <message>
        <source>the name {0}... is longer than {1} letters</source>
        <translation>Der Name {0}... ist länger als {1} Zeichen</translation>
    </message>
    <message>
        <source>the network {0} needs sides that {1} divides, such as 256x192; received {2}</source>
        <translation>das Netz {0} braucht durch {1} teilbare Seiten, wie 256x192; erhalten: {2}</translation>
    </message>
    <message>
        <source>the network&apos;s probabilities or heat maps are not finite, or not there for every attribute</source>
        <translation>Wahrscheinlichkeiten oder Heatmaps des Netzes sind keine endlichen Zahlen oder fehlen für ein Merkmal</translation>
    </message>
    <message>
        <source>the pictures at network size need {0} GB in {1}, where {2} GB are free</source>
        <translation>die Bilder in Netzgröße brauchen {0} GB in {1}, wo {2} GB frei sind</translation>
    </message>
    <message>
        <source>the points are some millimetres apart. Received: {0}</source>
        <translation>Zwischen den Punkten liegen einige Millimeter. Erhalten: {0}</translation>
    </message>
    <message>
        <source>the points lie at least {0} pixels apart. Received: {1}</source>
        <translation>Die Punkte liegen mindestens {0} Pixel auseinander. Erhalten: {1}</translation>
    </message>
    <message>
        <source>the project {0} does not exist</source>
        <translation>Das Projekt {0} existiert nicht</translation>
    </message>
    <message>
        <source>the recording broke off</source>
        <translation>die Aufnahme brach ab</translation>
    </message>
    <message>
        <source>the run that ships was answered by TensorFlow, since {0}</source>
        <translation>Der mitgelieferte Lauf wurde von TensorFlow beantwortet, weil {0}</translation>
    </message>
    <message>
        <source>the run {0} answers attributes ({1}), but {2} has classes ({3}); a run is used only in a project of its own kind</source>
        <translation>Der Lauf {0} beantwortet Merkmale ({1}), aber {2} hat Klassen ({3}); ein Lauf wird nur in einem Projekt seiner Art verwendet</translation>
    </message>
    <message>
        <source>the run {0} answers {1}, but {2} has {3}; a run is used only where the attributes are the same and in the same order</source>
        <translation>Der Lauf {0} beantwortet {1}, aber {2} hat {3}; ein Lauf wird nur bei denselben Merkmalen in derselben Reihenfolge verwendet</translation>
    </message>
    <message>
        <source>the run {0} exists already; --name gives this one another name, --resume continues that one</source>
        <translation>Den Lauf {0} gibt es schon; diesem einen anderen Namen geben oder jenen fortsetzen</translation>
    </message>
    <message>
        <source>the run {0} gives answers that are not finite; it can&apos;t be judged</source>
        <translation>Der Lauf {0} gibt Antworten, die keine endlichen Zahlen sind; er kann nicht beurteilt werden</translation>
    </message>
    <message>
        <source>the run {0} has no exported network; {1}</source>
        <translation>der Lauf {0} hat kein exportiertes Netz; {1}</translation>
    </message>
    <message>
        <source>the run {0} has other weights than when it was chosen, as a training goes on: start again</source>
        <translation>der Lauf {0} hat andere Gewichte als bei der Auswahl, da ein Training weiterläuft: neu starten</translation>
    </message>
    <message>
        <source>the run {0} is of a network {1}, which this station does not know</source>
        <translation>Der Lauf {0} hat ein Netz {1}, das diese Station nicht kennt</translation>
    </message>
    <message>
        <source>the run {0} takes uint8 pictures of {1}; received {2} {3}</source>
        <translation>Der Lauf {0} nimmt uint8-Bilder von {1}; erhalten: {2} {3}</translation>
    </message>
    <message>
        <source>the run {0} tells classes apart ({1}), but {2} has attributes ({3}); a run is used only in a project of its own kind</source>
        <translation>Der Lauf {0} unterscheidet Klassen ({1}), aber {2} hat Merkmale ({3}); ein Lauf wird nur in einem Projekt seiner Art verwendet</translation>
    </message>
    <message>
        <source>the run {0} tells classes apart; truth files know the places of attributes alone</source>
        <translation>Der Lauf {0} unterscheidet Klassen; Dateien mit der Wahrheit kennen nur die Orte von Merkmalen</translation>
    </message>
    <message>
        <source>the source gave not one frame</source>
        <translation>Die Quelle lieferte kein einziges Bild</translation>
    </message>
    <message>
        <source>the subset {0} of {1} holds no picture</source>
        <translation>Die Teilmenge {0} von {1} enthält kein Bild</translation>
    </message>
    <message>
        <source>the subset {0} of {1} holds no readable picture to judge</source>
        <translation>Die Teilmenge {0} von {1} enthält kein lesbares Bild zum Beurteilen</translation>
    </message>
    <message>
        <source>the tables of one project have the same attributes, but {0} has {1} and {2} has {3}</source>
        <translation>Die Tabellen eines Projekts haben dieselben Merkmale, aber {0} hat {1} und {2} hat {3}</translation>
    </message>
    <message>
        <source>the train subset has {0} clips, too few for {1} machines</source>
        <translation>die Trainings-Teilmenge hat {0} Clips, zu wenige für {1} Rechner</translation>
    </message>
    <message>
        <source>the training told of no step, or of a loss that is no number</source>
        <translation>das Training hat keinen Schritt gemeldet oder einen Verlust, der keine Zahl ist</translation>
    </message>
    <message>
        <source>the valid subset of {0} holds no readable picture, so no export could be checked</source>
        <translation>die Validierungs-Teilmenge von {0} enthält kein lesbares Bild; es konnte kein Export geprüft werden</translation>
    </message>
    <message>
        <source>the weights {0} that the run&apos;s model card names are missing</source>
        <translation>Die Gewichte {0}, die die Modellkarte des Laufs nennt, fehlen</translation>
    </message>
    <message>
        <source>the window needs a screen, and there is none here; the commands do without: {0}</source>
        <translation>Das Fenster braucht einen Bildschirm, und hier ist keiner; die Befehle kommen ohne aus: {0}</translation>
    </message>
    <message>
        <source>the {0} subset of {1} holds no readable picture, so there is nothing to train with</source>
        <translation>Die Teilmenge {0} von {1} enthält kein lesbares Bild, also gibt es nichts zu trainieren</translation>
    </message>
    <message>
        <source>the {0} worker answered {1} instead of {2}</source>
        <translation>Der Arbeitsprozess {0} antwortete {1} statt {2}</translation>
    </message>
    <message>
        <source>the {0} worker can&apos;t serve {1} now</source>
        <translation>der Prozess {0} kann {1} jetzt nicht bedienen</translation>
    </message>
    <message>
        <source>the {0} worker could not be started ({1})</source>
        <translation>der Prozess {0} konnte nicht gestartet werden ({1})</translation>
    </message>
    <message>
        <source>the {0} worker ended unexpectedly (exit code {1}); its log is {2}</source>
        <translation>Der Arbeitsprozess {0} endete unerwartet (Rückgabewert {1}); sein Protokoll ist {2}</translation>
    </message>
    <message>
        <source>the {0} worker sent something that is no reply ({1}); it was ended</source>
        <translation>Der Arbeitsprozess {0} schickte etwas, das keine Antwort ist ({1}); er wurde beendet</translation>
    </message>
    <message>
        <source>there are no labelled pictures to split; label some frames first</source>
        <translation>Es gibt keine beschrifteten Bilder zum Aufteilen; zuerst einige Bilder beschriften</translation>
    </message>
    <message>
        <source>there is no free name for {0} in {1}</source>
        <translation>Für {0} ist in {1} kein Name frei</translation>
    </message>
    <message>
        <source>this is {0}; waiting for the others</source>
        <translation>dies ist {0}; die anderen werden erwartet</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>{0} belongs to another network or other settings; it can&apos;t be resumed</source>
        <translation>{0} gehört zu einem anderen Netz oder anderen Einstellungen und kann nicht fortgesetzt werden</translation>
    </message>
    <message>
        <source>{0} broke off ({1})</source>
        <translation>{0} brach ab ({1})</translation>
    </message>
    <message>
        <source>{0} can&apos;t be called {1}: the tables have a column of that name already. Add {2} again to have it back, or choose another name</source>
        <translation>{0} kann nicht {1} heißen: Die Tabellen haben schon eine Spalte dieses Namens. {2} wieder hinzufügen, um sie zurückzubekommen, oder einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>{0} can&apos;t be opened: the process that decoded it died of it, and nothing else did</source>
        <translation>{0} lässt sich nicht öffnen: Der Prozess, der es dekodierte, ist daran gestorben, sonst nichts</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read any more ({1}: {2})</source>
        <translation>{0} lässt sich nicht mehr lesen ({1}: {2})</translation>
    </message>
    <message>
        <source>{0} can&apos;t be removed: frames are labelled as it ({1}); label them anew first</source>
        <translation>{0} kann nicht entfernt werden: Bilder sind so beschriftet ({1}); sie zuerst neu beschriften</translation>
    </message>
    <message>
        <source>{0} can&apos;t be removed: its pictures lie in a folder of that name in {1}; move the folder away instead</source>
        <translation>{0} kann nicht entfernt werden: Die Bilder liegen in einem Ordner dieses Namens in {1}; stattdessen den Ordner verschieben</translation>
    </message>
    <message>
        <source>{0} can&apos;t be renamed: its pictures lie in a folder of that name in {1}; rename the folder instead</source>
        <translation>{0} kann nicht umbenannt werden: Die Bilder liegen in einem Ordner dieses Namens in {1}; stattdessen den Ordner umbenennen</translation>
    </message>
    <message>
        <source>{0} can&apos;t have the key {1}: labelling itself uses n, s and q</source>
        <translation>{0} kann die Taste {1} nicht haben: Das Beschriften selbst benutzt n, s und q</translation>
    </message>
    <message>
        <source>{0} changed its picture from {1} to {2} (width, height)</source>
        <translation>{0} änderte das Bild von {1} auf {2} (Breite, Höhe)</translation>
    </message>
    <message>
        <source>{0} could not be copied to {1} ({2})</source>
        <translation>{0} konnte nicht nach {1} kopiert werden ({2})</translation>
    </message>
    <message>
        <source>{0} could not be decoded as a picture: it is damaged</source>
        <translation>{0} konnte nicht als Bild dekodiert werden: Es ist beschädigt</translation>
    </message>
    <message>
        <source>{0} could not be deleted ({1})</source>
        <translation>{0} konnte nicht gelöscht werden ({1})</translation>
    </message>
    <message>
        <source>{0} could not be made ({1})</source>
        <translation>{0} konnte nicht angelegt werden ({1})</translation>
    </message>
    <message>
        <source>{0} could not be moved to the bin ({1}); it is where it was</source>
        <translation>{0} konnte nicht in den Papierkorb gelegt werden ({1}); es ist, wo es war</translation>
    </message>
    <message>
        <source>{0} could not be opened ({1})</source>
        <translation>{0} konnte nicht geöffnet werden ({1})</translation>
    </message>
    <message>
        <source>{0} could not be opened as a video: it is damaged, cut off, or another kind of file</source>
        <translation>{0} konnte nicht als Video geöffnet werden: beschädigt, abgeschnitten oder eine andere Art von Datei</translation>
    </message>
    <message>
        <source>{0} could not be opened: is it in use by another program, or not plugged in?</source>
        <translation>{0} konnte nicht geöffnet werden: von einem anderen Programm benutzt oder nicht eingesteckt?</translation>
    </message>
    <message>
        <source>{0} could not be read ({1})</source>
        <translation>{0} konnte nicht gelesen werden ({1})</translation>
    </message>
    <message>
        <source>{0} could not be read ({1}); the defaults are used</source>
        <translation>{0} konnte nicht gelesen werden ({1}); die Vorgaben gelten</translation>
    </message>
    <message>
        <source>{0} could not be read any further ({1})</source>
        <translation>{0} konnte nicht weiter gelesen werden ({1})</translation>
    </message>
    <message>
        <source>{0} could not be read any further: {1}</source>
        <translation>{0} konnte nicht weiter gelesen werden: {1}</translation>
    </message>
    <message>
        <source>{0} could not be recorded any further ({1}); what it holds opens</source>
        <translation>{0} konnte nicht weiter aufgenommen werden ({1}); was darin ist, lässt sich öffnen</translation>
    </message>
    <message>
        <source>{0} could not be written ({1})</source>
        <translation>{0} konnte nicht geschrieben werden ({1})</translation>
    </message>
    <message>
        <source>{0} could not be written ({1}); the old file is as it was</source>
        <translation>{0} konnte nicht geschrieben werden ({1}); die alte Datei ist, wie sie war</translation>
    </message>
    <message>
        <source>{0} did not answer within {1} s</source>
        <translation>{0} antwortete nicht innerhalb von {1} s</translation>
    </message>
    <message>
        <source>{0} did not come within {1} minutes, so no run was made; is it started there, and is its port open?</source>
        <translation>{0} meldete sich nicht innerhalb von {1} Minuten, es entstand kein Lauf; ist die Station dort gestartet und der Port offen?</translation>
    </message>
    <message>
        <source>{0} does not fit the network {1} of the run&apos;s model card ({2})</source>
        <translation>{0} passt nicht zum Netz {1} aus der Modellkarte des Laufs ({2})</translation>
    </message>
    <message>
        <source>{0} does not hold the {1} pictures of the sheet</source>
        <translation>{0} enthält nicht die {1} Bilder, die im Blatt stehen</translation>
    </message>
    <message>
        <source>{0} exists already; a recording never overwrites one</source>
        <translation>{0} gibt es schon; eine Aufnahme überschreibt nie etwas</translation>
    </message>
    <message>
        <source>{0} exists already; choose another name</source>
        <translation>{0} gibt es schon; einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>{0} exists already; open that project, or choose another folder</source>
        <translation>{0} gibt es schon; jenes Projekt öffnen oder einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>{0} failed ({1})</source>
        <translation>{0} ist gescheitert ({1})</translation>
    </message>
    <message>
        <source>{0} gave something that is no picture</source>
        <translation>{0} lieferte etwas, das kein Bild ist</translation>
    </message>
    <message>
        <source>{0} gives no more frames; was it unplugged?</source>
        <translation>{0} liefert keine Bilder mehr; ausgesteckt?</translation>
    </message>
    <message>
        <source>{0} has been giving the same picture for {1} s; it is frozen</source>
        <translation>{0} liefert seit {1} s dasselbe Bild und ist eingefroren</translation>
    </message>
    <message>
        <source>{0} has changed since the run {1} began, so it can&apos;t be resumed; train a new run</source>
        <translation>{0} hat sich seit Beginn des Laufs {1} geändert, er kann also nicht fortgesetzt werden; einen neuen Lauf trainieren</translation>
    </message>
    <message>
        <source>{0} has one letter, digit or sign as its key, or none</source>
        <translation>{0} hat einen Buchstaben, eine Ziffer oder ein Zeichen als Taste, oder keine</translation>
    </message>
    <message>
        <source>{0} has other values here than in line {1}</source>
        <translation>{0} hat hier andere Werte als in Zeile {1}</translation>
    </message>
    <message>
        <source>{0} has the frames 0 to {1}. Received: {2}</source>
        <translation>{0} hat die Bilder 0 bis {1}. Erhalten: {2}</translation>
    </message>
    <message>
        <source>{0} has {1} bytes, which is more than a project needs ({2})</source>
        <translation>{0} hat {1} Bytes, mehr als ein Projekt braucht ({2})</translation>
    </message>
    <message>
        <source>{0} has {1} bytes, which is more than a truth file needs ({2})</source>
        <translation>{0} hat {1} Bytes, mehr als eine Datei mit der Wahrheit braucht ({2})</translation>
    </message>
    <message>
        <source>{0} has {1} labels that are in no table in {2}, such as that of {3}, and a new split would lose them: copy it there as {4}{5}, or move it away if nobody wants them</source>
        <translation>{0} hat {1} Beschriftungen, die in keiner Tabelle in {2} stehen, etwa die von {3}; eine neue Aufteilung würde sie verlieren: sie gehört als {4}{5} dorthin kopiert, oder weggeräumt, wenn niemand sie braucht</translation>
    </message>
    <message>
        <source>{0} holds no session of {1}</source>
        <translation>{0} enthält keine Sitzung vom {1}</translation>
    </message>
    <message>
        <source>{0} holds no trained run; train one first ({1})</source>
        <translation>{0} enthält keinen trainierten Lauf; zuerst einen trainieren ({1})</translation>
    </message>
    <message>
        <source>{0} holds no video</source>
        <translation>{0} enthält kein Video</translation>
    </message>
    <message>
        <source>{0} holds no {1}, so there is nothing to resume</source>
        <translation>{0} enthält kein {1}, also gibt es nichts fortzusetzen</translation>
    </message>
    <message>
        <source>{0} holds not one frame that can be decoded; was it cut off in its first half second?</source>
        <translation>{0} enthält kein einziges dekodierbares Bild; in der ersten halben Sekunde abgeschnitten?</translation>
    </message>
    <message>
        <source>{0} holds {1} clips of that second already; send the frame again</source>
        <translation>{0} enthält schon {1} Clips dieser Sekunde; das Bild noch einmal schicken</translation>
    </message>
    <message>
        <source>{0} in {1} is not what the first machine has; copy its project, or share one</source>
        <translation>{0} in {1} ist nicht wie beim ersten Rechner; dessen Projekt kopieren oder ein gemeinsames benutzen</translation>
    </message>
    <message>
        <source>{0} in {1} on {2} pictures, {3}, {4}</source>
        <translation>{0} in {1} mit {2} Bildern, {3}, {4}</translation>
    </message>
    <message>
        <source>{0} is cut off: it promises {1} frames and holds {2}; copy it again</source>
        <translation>{0} ist abgeschnitten: verspricht {1} Bilder und enthält {2}; noch einmal kopieren</translation>
    </message>
    <message>
        <source>{0} is damaged or not for this station: the attribute {1} has no key</source>
        <translation>{0} ist beschädigt oder nicht für diese Station: Das Merkmal {1} hat keine Taste</translation>
    </message>
    <message>
        <source>{0} is damaged or not for this station: {1}</source>
        <translation>{0} ist beschädigt oder nicht für diese Station: {1}</translation>
    </message>
    <message>
        <source>{0} is damaged: a change of the attributes was cut off and can&apos;t be finished</source>
        <translation>{0} ist beschädigt: Eine Änderung der Merkmale wurde unterbrochen und kann nicht abgeschlossen werden</translation>
    </message>
    <message>
        <source>{0} is damaged: expected {1} values of {2}</source>
        <translation>{0} ist beschädigt: erwartet wurden {1} Werte von {2}</translation>
    </message>
    <message>
        <source>{0} is gone, so the training ended; where an epoch was finished, --resume goes on after the last one, with the same machines, with others, or without TF_CONFIG on one alone</source>
        <translation>{0} ist ausgefallen, darum endete das Training; war eine Epoche fertig, geht es mit --resume nach der letzten weiter: mit denselben Rechnern, mit anderen oder ohne TF_CONFIG auf einem allein</translation>
    </message>
    <message>
        <source>{0} is just being changed by somebody else; try again</source>
        <translation>{0} wird gerade von jemand anderem geändert; bitte noch einmal versuchen</translation>
    </message>
    <message>
        <source>{0} is just being labelled by {1}; here it can only be looked at</source>
        <translation>{0} wird gerade von {1} beschriftet; hier lässt es sich nur ansehen</translation>
    </message>
    <message>
        <source>{0} is just being labelled; close that clip first</source>
        <translation>{0} wird gerade beschriftet; bitte erst diesen Clip schließen</translation>
    </message>
    <message>
        <source>{0} is larger than any history of a training; it was not read</source>
        <translation>{0} ist größer als jeder Verlauf eines Trainings; die Datei wurde nicht gelesen</translation>
    </message>
    <message>
        <source>{0} is larger than any model card ({1} bytes); the run is refused</source>
        <translation>{0} ist größer als jede Modellkarte ({1} Bytes); der Lauf wird abgelehnt</translation>
    </message>
    <message>
        <source>{0} is larger than any settings; it was left as it is</source>
        <translation>{0} ist größer als alle Einstellungen; die Datei blieb, wie sie ist</translation>
    </message>
    <message>
        <source>{0} is larger than any sheet of an exported network; {1}</source>
        <translation>{0} ist größer als jedes Blatt eines exportierten Netzes; {1}</translation>
    </message>
    <message>
        <source>{0} is larger than the {1} that a picture may have</source>
        <translation>{0} ist größer als die {1}, die ein Bild haben darf</translation>
    </message>
    <message>
        <source>{0} is no history of a training of {1} ({2})</source>
        <translation>{0} ist kein Verlauf eines Trainings von {1} ({2})</translation>
    </message>
    <message>
        <source>{0} is no model card that this station can use: {1}</source>
        <translation>{0} ist keine Modellkarte, die diese Station verwenden kann: {1}</translation>
    </message>
    <message>
        <source>{0} is no model card that this station can use: {1}: {2}</source>
        <translation>{0} ist keine Modellkarte, die diese Station verwenden kann: {1}: {2}</translation>
    </message>
    <message>
        <source>{0} is no session&apos;s journal: it holds no table of entries</source>
        <translation>{0} ist kein Journal einer Sitzung: es enthält keine Tabelle mit Einträgen</translation>
    </message>
    <message>
        <source>{0} is no sheet of an exported network ({1}: {2}); {3}</source>
        <translation>{0} ist kein Blatt eines exportierten Netzes ({1}: {2}); {3}</translation>
    </message>
    <message>
        <source>{0} is no state of this training ({1}); it can&apos;t be resumed</source>
        <translation>{0} ist kein Stand dieses Trainings ({1}) und kann nicht fortgesetzt werden</translation>
    </message>
    <message>
        <source>{0} is no truth file: {1}</source>
        <translation>{0} ist keine Datei mit der Wahrheit: {1}</translation>
    </message>
    <message>
        <source>{0} is none of the project&apos;s attributes, or is there twice</source>
        <translation>{0} ist keines der Merkmale des Projekts oder kommt doppelt vor</translation>
    </message>
    <message>
        <source>{0} is not for this station: {1}</source>
        <translation>{0} ist nicht für diese Station: {1}</translation>
    </message>
    <message>
        <source>{0} is not labelled any more</source>
        <translation>{0} ist nicht mehr beschriftet</translation>
    </message>
    <message>
        <source>{0} is not open</source>
        <translation>{0} ist nicht geöffnet</translation>
    </message>
    <message>
        <source>{0} is not the file that the run&apos;s model card was written for (another sha256); it was not opened</source>
        <translation>{0} ist nicht die Datei, für die die Modellkarte des Laufs geschrieben wurde (anderer sha256); nicht geöffnet</translation>
    </message>
    <message>
        <source>{0} is not the file that the run&apos;s model card was written for: expected sha256 {1}..., and {2}... came; it was not opened</source>
        <translation>{0} ist nicht die Datei, für die die Modellkarte des Laufs geschrieben wurde: erwartet wurde sha256 {1}…, erhalten {2}…; sie wurde nicht geöffnet</translation>
    </message>
    <message>
        <source>{0} is not the file that was exported (another sha256)</source>
        <translation>{0} ist nicht die Datei, die exportiert wurde (anderer sha256)</translation>
    </message>
    <message>
        <source>{0} is not there any more. There is: {1}</source>
        <translation>{0} ist nicht mehr da. Vorhanden: {1}</translation>
    </message>
    <message>
        <source>{0} is refused, since checking it failed: {1}</source>
        <translation>{0} wird abgelehnt, da die Prüfung scheiterte: {1}</translation>
    </message>
    <message>
        <source>{0} is refused: the process that looked at it died of it, and nothing else did</source>
        <translation>{0} wird abgelehnt: der Prozess, der es ansah, starb daran, und sonst nichts</translation>
    </message>
    <message>
        <source>{0} is the name of another attribute till now; change one name first and the other afterwards</source>
        <translation>{0} ist bisher der Name eines anderen Merkmals; zuerst den einen Namen ändern, danach den anderen</translation>
    </message>
    <message>
        <source>{0} lacks {1} of {2} frames: {3}</source>
        <translation>{0} fehlen {1} von {2} Bildern: {3}</translation>
    </message>
    <message>
        <source>{0} machines train together</source>
        <translation>{0} Computer trainieren zusammen</translation>
    </message>
    <message>
        <source>{0} megapixels</source>
        <translation>{0} Megapixel</translation>
    </message>
    <message>
        <source>{0} needs a key: one letter, digit or sign</source>
        <translation>{0} braucht eine Taste: einen Buchstaben, eine Ziffer oder ein Zeichen</translation>
    </message>
    <message>
        <source>{0} of the pictures are here; of each step&apos;s {1} this machine does {2}</source>
        <translation>{0} der Bilder liegen hier; von den {1} jedes Schritts rechnet dieser Computer {2}</translation>
    </message>
    <message>
        <source>{0} of {1} pictures of the {2} subset were skipped</source>
        <translation>{0} von {1} Bildern der Teilmenge {2} wurden übersprungen</translation>
    </message>
    <message>
        <source>{0} records {1} x {2} pixels, and a frame of {3} x {4} came</source>
        <translation>{0} nimmt {1} x {2} Pixel auf, und es kam ein Bild von {3} x {4}</translation>
    </message>
    <message>
        <source>{0} sends more than this computer decodes: its pictures came {1} s late. Let the camera send smaller pictures, or fewer</source>
        <translation>{0} sendet mehr, als dieser Computer dekodiert: die Bilder kamen {1} s zu spät. Die Kamera sollte kleinere Bilder senden, oder weniger</translation>
    </message>
    <message>
        <source>{0} sends no video</source>
        <translation>{0} sendet kein Video</translation>
    </message>
    <message>
        <source>{0} sent nothing for {1} s</source>
        <translation>{0} sendet seit {1} s nichts</translation>
    </message>
    <message>
        <source>{0} sent nothing that can be decoded for {1} s</source>
        <translation>{0} sendet seit {1} s nichts, was sich dekodieren lässt</translation>
    </message>
    <message>
        <source>{0} stopped sending</source>
        <translation>{0} sendet nicht mehr</translation>
    </message>
    <message>
        <source>{0} was changed by somebody else since it was opened; open the clip again</source>
        <translation>{0} wurde seit dem Öffnen von jemand anderem geändert; den Clip neu öffnen</translation>
    </message>
    <message>
        <source>{0} was changed by somebody else while it was written</source>
        <translation>{0} wurde von jemand anderem geändert, während es geschrieben wurde</translation>
    </message>
    <message>
        <source>{0} was changed while it was open</source>
        <translation>{0} wurde geändert, während es offen war</translation>
    </message>
    <message>
        <source>{0} was closed</source>
        <translation>{0} wurde geschlossen</translation>
    </message>
    <message>
        <source>{0} was closed before frame {1} was read</source>
        <translation>{0} wurde geschlossen, bevor Bild {1} gelesen war</translation>
    </message>
    <message>
        <source>{0} was deleted, but the disk may bring it back ({1})</source>
        <translation>{0} wurde gelöscht, aber die Platte bringt es vielleicht zurück ({1})</translation>
    </message>
    <message>
        <source>{0} was expected to be a picture (PNG, JPEG, ...), but it {1}</source>
        <translation>{0} sollte ein Bild sein (PNG, JPEG, ...): {1}</translation>
    </message>
    <message>
        <source>{0} was not taken: decoding it came to no end in {1} s</source>
        <translation>{0} wurde nicht genommen: das Dekodieren kam in {1} s zu keinem Ende</translation>
    </message>
    <message>
        <source>{0} was not taken: the process that decoded it died of it, and nothing else did</source>
        <translation>{0} wurde nicht genommen: der Prozess, der es dekodierte, starb daran, und sonst nichts</translation>
    </message>
    <message>
        <source>{0} was plugged in anew while it was being opened</source>
        <translation>{0} wurde neu eingesteckt, während sie geöffnet wurde</translation>
    </message>
    <message>
        <source>{0} was written, but the disk may forget it ({1})</source>
        <translation>{0} wurde geschrieben, aber der Datenträger kann es noch verlieren ({1})</translation>
    </message>
    <message>
        <source>{0} would share their labels and pictures; rename one of these clips first</source>
        <translation>{0} würden sich Beschriftungen und Bilder teilen; zuerst einen dieser Clips umbenennen</translation>
    </message>
    <message>
        <source>{0}, line {1}: {2}</source>
        <translation>{0}, Zeile {1}: {2}</translation>
    </message>
    <message>
        <source>{0}: a project has at most {1} attributes. Received: {2}</source>
        <translation>{0}: Ein Projekt hat höchstens {1} Merkmale. Erhalten: {2}</translation>
    </message>
    <message>
        <source>{0}: a project has at most {1} classes. Received: {2}</source>
        <translation>{0}: Ein Projekt hat höchstens {1} Klassen. Erhalten: {2}</translation>
    </message>
    <message>
        <source>{0}: expected True or False for {1} in the column {2}, which is there already; found {3}. Choose another name</source>
        <translation>{0}: Für {1} wird in der schon vorhandenen Spalte {2} True oder False erwartet, gefunden wurde {3}. Einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>{0}: expected a picture&apos;s name, found {1}</source>
        <translation>{0}: erwartet wurde der Name eines Bildes, gefunden wurde {1}</translation>
    </message>
    <message>
        <source>{0}: expected exactly one class that is True for {1}, found {2}</source>
        <translation>{0}: Für {1} wird genau eine Klasse mit True erwartet, gefunden: {2}</translation>
    </message>
    <message>
        <source>{0}: expected one row for {1}, found two that mean it</source>
        <translation>{0}: Für {1} wird eine Zeile erwartet, gefunden wurden zwei</translation>
    </message>
    <message>
        <source>{0}: expected {1}; rename it and split again</source>
        <translation>{0}: {1} erwartet; die Datei umbenennen und neu aufteilen</translation>
    </message>
    <message>
        <source>{0}: fault {1}: expected a box [left, top, right, bottom], found {2}</source>
        <translation>{0}: Fehler {1}: Ein Rechteck [links, oben, rechts, unten] wird erwartet, gefunden: {2}</translation>
    </message>
    <message>
        <source>{0}: fault {1}: expected a box within the picture of {2} x {3} pixels, found {4}</source>
        <translation>{0}: Fehler {1}: Ein Rechteck innerhalb des Bildes von {2} x {3} Pixeln wird erwartet, gefunden: {4}</translation>
    </message>
    <message>
        <source>{0}: fault {1}: expected seen from 0 to 1, found {2}</source>
        <translation>{0}: Fehler {1}: seen von 0 bis 1 erwartet, gefunden: {2}</translation>
    </message>
    <message>
        <source>{0}: the key {1} of {2} is labelling&apos;s own ({3} are)</source>
        <translation>{0}: Die Taste {1} von {2} gehört dem Beschriften selbst ({3})</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}: {1} does not fit and was left out</source>
        <translation>{0}: {1} passt nicht und wurde ausgelassen</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} pictures are missing: {3}</source>
        <translation>{0}: {1} von {2} Bildern fehlen: {3}</translation>
    </message>
    <message>
        <source>{0}; it was ended</source>
        <translation>{0}; es wurde beendet</translation>
    </message>
    <message>
        <source>{0}; kept epoch {1} of {2}, validation loss {3}</source>
        <translation>{0}; behalten: Epoche {1} von {2}, Validierungsverlust {3}</translation>
    </message>
    <message>
        <source>{0}; that was in the first step, so no run was made</source>
        <translation>{0}; das war im ersten Schritt, deshalb entstand kein Lauf</translation>
    </message>
    <message>
        <source>{0}; the exported network of the run {1} can&apos;t be used</source>
        <translation>{0}; das exportierte Netz des Laufs {1} kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>{0}; {1} divides anew</source>
        <translation>{0}; {1} teilt neu auf</translation>
    </message>
</context>
<context>
    <name>SuggestionDesk</name>
    <message>
        <source>Asking {run} about {clip}</source>
        <translation>{run} wird zu {clip} gefragt</translation>
    </message>
    <message>
        <source>The model could not be asked</source>
        <translation>Das Netz konnte nicht gefragt werden</translation>
    </message>
</context>
<context>
    <name>TabPage</name>
    <message>
        <source>This needs a project: open one, or make one (File).</source>
        <translation>Das braucht ein Projekt: eines öffnen oder anlegen (Datei).</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>The model disagrees with no other label</source>
        <translation>Das Netz widerspricht keiner weiteren Beschriftung</translation>
    </message>
    <message>
        <source>No frame without label is left; the next time it begins anew</source>
        <translation>Kein unbeschriftetes Bild ist übrig; beim nächsten Mal beginnt es von vorn</translation>
    </message>
    <message>
        <source>Not saved: choose the class of this frame first</source>
        <translation>Nicht gespeichert: zuerst die Klasse dieses Bildes wählen</translation>
    </message>
    <message>
        <source>Damaged frames were left out</source>
        <translation>Beschädigte Bilder wurden ausgelassen</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nichts zu wiederholen</translation>
    </message>
    <message>
        <source>Saved without a name: type yours at the lower right</source>
        <translation>Ohne Namen gespeichert: eigenen Namen rechts unten eintragen</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Jemand anderes</translation>
    </message>
    <message>
        <source>{who} is labelling this clip. Here it can be looked at, and nothing is saved.</source>
        <translation>{who} beschriftet diesen Clip. Hier lässt er sich ansehen, gespeichert wird nichts.</translation>
    </message>
    <message>
        <source>The model is still being asked</source>
        <translation>Das Netz wird noch gefragt</translation>
    </message>
    <message>
        <source>No other frame of this clip is without a label. Next clip: {key}</source>
        <translation>In diesem Clip ist sonst jedes Bild beschriftet. Nächster Clip: {key}</translation>
    </message>
    <message>
        <source>Ask the model first: {key}</source>
        <translation>Zuerst das Netz fragen: {key}</translation>
    </message>
    <message>
        <source>Begin the range first: {key}</source>
        <translation>Zuerst den Bereich beginnen: {key}</translation>
    </message>
    <message>
        <source>Range: frames {first} to {last}, all with these values. Save: {key}, cancel: Esc</source>
        <translation>Bereich: Bilder {first} bis {last}, alle mit diesen Werten. Speichern: {key}, abbrechen: Esc</translation>
    </message>
</context>
<context>
    <name>TrainingDesk</name>
    <message>
        <source>The training {run} ended: {why}</source>
        <translation>Das Training {run} endete: {why}</translation>
    </message>
    <message>
        <source>The training {run} failed</source>
        <translation>Das Training {run} ist gescheitert</translation>
    </message>
    <message>
        <source>The training {run} is done: {how}</source>
        <translation>Das Training {run} ist fertig: {how}</translation>
    </message>
    <message>
        <source>The training {run} was cancelled</source>
        <translation>Das Training {run} wurde abgebrochen</translation>
    </message>
    <message>
        <source>Keeping the pace of this PC</source>
        <translation>Tempo dieses PCs wird gespeichert</translation>
    </message>
</context>
<context>
    <name>TrainingLog</name>
    <message>
        <source>mean of {n}: {mean}</source>
        <translation>Mittel über {n}: {mean}</translation>
    </message>
    <message>
        <source>epoch {n}: loss {loss}, valid {valid}; {figures}</source>
        <translation>Epoche {n}: Verlust {loss}, Validierung {valid}; {figures}</translation>
    </message>
</context>
<context>
    <name>TrainingTab</name>
    <message>
        <source>The settings could not be kept</source>
        <translation>Die Einstellungen konnten nicht behalten werden</translation>
    </message>
    <message>
        <source>Cancel training</source>
        <translation>Training abbrechen</translation>
    </message>
    <message>
        <source>End the training at once?</source>
        <translation>Das Training sofort beenden?</translation>
    </message>
    <message>
        <source>The epoch under way is lost. Finished epochs are kept: the run can be resumed, or deleted.</source>
        <translation>Die laufende Epoche geht verloren. Fertige Epochen bleiben: Der Lauf kann fortgesetzt oder gelöscht werden.</translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>Weiter trainieren</translation>
    </message>
    <message>
        <source>Training of {run} (no epoch is finished yet: most likely nothing of it is kept)</source>
        <translation>Training von {run} (noch keine Epoche ist fertig: Es bleibt höchstwahrscheinlich nichts davon)</translation>
    </message>
    <message>
        <source>Training of {run} (the best of its finished epochs, {n}, is kept; the one under way is most likely lost)</source>
        <translation>Training von {run} (die beste der fertigen Epochen, {n}, bleibt; die laufende geht höchstwahrscheinlich verloren)</translation>
    </message>
</context>
<context>
    <name>ValuePanel</name>
    <message>
        <source>Find a class</source>
        <translation>Klasse suchen</translation>
    </message>
    <message>
        <source>{name}: turn over with {key}</source>
        <translation>{name}: umschalten mit {key}</translation>
    </message>
</context>
<context>
    <name>ValueRow</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>Veil</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Camera is off</source>
        <translation>Kamera ist aus</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>Quelle: {source}</translation>
    </message>
    <message>
        <source>No usable picture</source>
        <translation>Kein brauchbares Bild</translation>
    </message>
    <message>
        <source>Reconnecting...</source>
        <translation>Verbindung wird wiederhergestellt...</translation>
    </message>
    <message>
        <source>Opening...</source>
        <translation>Wird geöffnet...</translation>
    </message>
</context>
<context>
    <name>VerdictSign</name>
    <message>
        <source>no fresh result</source>
        <translation>kein frisches Ergebnis</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>NOT OK</source>
        <translation>NICHT OK</translation>
    </message>
    <message>
        <source>NO RESULT</source>
        <translation>KEIN ERGEBNIS</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Heat maps (H)</source>
        <translation>Heatmaps (H)</translation>
    </message>
    <message>
        <source>Previous (←)</source>
        <translation>Zurück (←)</translation>
    </message>
    <message>
        <source>Next (→)</source>
        <translation>Weiter (→)</translation>
    </message>
    <message>
        <source>To labelling (L)</source>
        <translation>Zum Beschriften (L)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>The station ended unexpectedly last time. A report, without pictures, helps to find out why.</source>
        <translation>Die Station endete beim letzten Mal unerwartet. Ein Bericht, ohne Bilder, hilft herauszufinden, warum.</translation>
    </message>
    <message>
        <source>Still running</source>
        <translation>Läuft noch</translation>
    </message>
    <message>
        <source>This is still running and would be stopped:</source>
        <translation>Dies läuft noch und würde angehalten:</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Trial without a project</source>
        <translation>Probe ohne Projekt</translation>
    </message>
</context>
<context>
    <name>_ClipDelegate</name>
    <message>
        <source>can&apos;t be opened</source>
        <translation>nicht zu öffnen</translation>
    </message>
</context>
<context>
    <name>_PageTabs</name>
    <message>
        <source>Test figures</source>
        <translation>Testwerte</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What a training notes, and a line for each of its epochs, is written here.</source>
        <translation>Hier stehen die Notizen eines Trainings und eine Zeile für jede seiner Epochen.</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
</context>
</TS>
