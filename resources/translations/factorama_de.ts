<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Charts</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Not possible now</source>
        <translation>Jetzt nicht möglich</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1:%2 min</source>
        <translation>%1:%2 min</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>GraphPainter</name>
    <message>
        <source>supervisor</source>
        <translation>Supervisor</translation>
    </message>
</context>
<context>
    <name>GraphToolTip</name>
    <message>
        <source>process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>all that were started by the module</source>
        <translation>alle, die vom Modul gestartet wurden</translation>
    </message>
    <message>
        <source>what this supervisor supervises</source>
        <translation>was dieser Supervisor beaufsichtigt</translation>
    </message>
    <message>
        <source>%1 of them match the search</source>
        <translation>%1 davon passen zur Suche</translation>
    </message>
    <message>
        <source>A double click opens it.</source>
        <translation>Ein Doppelklick öffnet die Gruppe.</translation>
    </message>
</context>
<context>
    <name>ProcessColumns</name>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>The process&apos;s identifier</source>
        <translation>Die Kennung des Prozesses</translation>
    </message>
    <message>
        <source>Name or initial call</source>
        <translation>Name oder Startaufruf</translation>
    </message>
    <message>
        <source>Its registered name, else what it says of itself, else what it was started with</source>
        <translation>Sein registrierter Name, sonst was er von sich sagt, sonst womit er gestartet wurde</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>What it does at this moment</source>
        <translation>Was er in diesem Augenblick tut</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Messages that wait in its mailbox</source>
        <translation>Nachrichten, die in seiner Mailbox warten</translation>
    </message>
    <message>
        <source>Reductions</source>
        <translation>Reduktionen</translation>
    </message>
    <message>
        <source>Work done since its start: about one a function call, send or receive</source>
        <translation>Arbeit seit dem Start: etwa eine je Funktionsaufruf, Senden oder Empfangen</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Memory in bytes, mailbox included</source>
        <translation>Speicher in Byte, einschließlich der Mailbox</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Processes that it is linked with</source>
        <translation>Prozesse, mit denen er verlinkt ist</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Monitore</translation>
    </message>
    <message>
        <source>Monitors that it holds on others</source>
        <translation>Monitore, die er auf andere hält</translation>
    </message>
    <message>
        <source>Messages/s</source>
        <translation>Nachrichten/s</translation>
    </message>
    <message>
        <source>By how much its mailbox grows or shrinks in a second</source>
        <translation>Um wie viel seine Mailbox in einer Sekunde wächst oder schrumpft</translation>
    </message>
    <message>
        <source>Reductions/s</source>
        <translation>Reduktionen/s</translation>
    </message>
    <message>
        <source>Work done in a second</source>
        <translation>Arbeit in einer Sekunde</translation>
    </message>
    <message>
        <source>Memory/s</source>
        <translation>Speicher/s</translation>
    </message>
    <message>
        <source>By how many bytes it grows or shrinks in a second</source>
        <translation>Um wie viele Byte er in einer Sekunde wächst oder schrumpft</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>What it added over the time that the top list looks at</source>
        <translation>Was in der Zeit dazukam, auf die die Top-Liste schaut</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>What it says of itself</source>
        <translation>Was er von sich sagt</translation>
    </message>
    <message>
        <source>Initial call</source>
        <translation>Startaufruf</translation>
    </message>
    <message>
        <source>The function that it was started with</source>
        <translation>Die Funktion, mit der er gestartet wurde</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Erzeuger</translation>
    </message>
    <message>
        <source>The process that spawned it</source>
        <translation>Der Prozess, der ihn gestartet hat</translation>
    </message>
    <message>
        <source>Traps exits</source>
        <translation>Fängt Exits ab</translation>
    </message>
    <message>
        <source>Whether exit signals reach it as messages</source>
        <translation>Ob ihn Exit-Signale als Nachrichten erreichen</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>ProcessFilter</name>
    <message>
        <source>A filter has at most %1 parts; this one is left out.</source>
        <translation>Ein Filter hat höchstens %1 Teile; dieser wird ausgelassen.</translation>
    </message>
    <message>
        <source>The regular expression %1 has no end: close it with a slash.</source>
        <translation>Der reguläre Ausdruck %1 hat kein Ende: Schließen Sie ihn mit einem Schrägstrich.</translation>
    </message>
    <message>
        <source>Between the two slashes a regular expression is missing.</source>
        <translation>Zwischen den beiden Schrägstrichen fehlt ein regulärer Ausdruck.</translation>
    </message>
    <message>
        <source>/%1/ is no regular expression: %2, at character %3.</source>
        <translation>/%1/ ist kein regulärer Ausdruck: %2, bei Zeichen %3.</translation>
    </message>
    <message>
        <source>There is no number called “%1” to compare. There are %2.</source>
        <translation>Es gibt keine Zahl „%1“ zum Vergleichen. Es gibt %2.</translation>
    </message>
    <message>
        <source>“%1” needs a number after it, as in %2 &gt; 100.</source>
        <translation>Nach „%1“ fehlt eine Zahl, wie in %2 &gt; 100.</translation>
    </message>
    <message>
        <source>“%1” is no number. Write 100, 1.5k, or 1MB.</source>
        <translation>„%1“ ist keine Zahl. Schreiben Sie 100, 1.5k oder 1MB.</translation>
    </message>
    <message>
        <source>After “status:” a status is missing: %1.</source>
        <translation>Nach „status:“ fehlt ein Status: %1.</translation>
    </message>
    <message>
        <source>After “%1:” something to look for is missing.</source>
        <translation>Nach „%1:“ fehlt, wonach gesucht werden soll.</translation>
    </message>
    <message>
        <source>“%1” is no pid. Write &lt;0.12.0&gt;, 0.12.0 or 12.</source>
        <translation>„%1“ ist keine Pid. Schreiben Sie &lt;0.12.0&gt;, 0.12.0 oder 12.</translation>
    </message>
    <message>
        <source>“%1” is no status. There are %2.</source>
        <translation>„%1“ ist kein Status. Es gibt %2.</translation>
    </message>
    <message>
        <source>“trap_exit:” is either true or false, not “%1”.</source>
        <translation>„trap_exit:“ ist entweder true oder false, nicht „%1“.</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>nicht %1</translation>
    </message>
    <message>
        <source>There is no number called “%1” to compare. Is %2 meant?</source>
        <translation>Es gibt keine Zahl „%1“ zum Vergleichen. Ist %2 gemeint?</translation>
    </message>
    <message>
        <source>There is no “%1:” to filter by. There are %2. Words with a colon stand between quotation marks.</source>
        <translation>Nach „%1:“ lässt sich nicht filtern. Es gibt %2. Wörter mit einem Doppelpunkt stehen in Anführungszeichen.</translation>
    </message>
    <message>
        <source>There is no “%1:” to filter by. Is %2 meant?</source>
        <translation>Nach „%1:“ lässt sich nicht filtern. Ist %2 gemeint?</translation>
    </message>
</context>
<context>
    <name>ProcessText</name>
    <message>
        <source>waits in a receive for a message</source>
        <translation>wartet in einem receive auf eine Nachricht</translation>
    </message>
    <message>
        <source>waits in a run queue for its turn</source>
        <translation>wartet in einer Warteschlange, bis er an der Reihe ist</translation>
    </message>
    <message>
        <source>runs on a scheduler now</source>
        <translation>läuft gerade auf einem Scheduler</translation>
    </message>
    <message>
        <source>runs a long native call on a dirty worker</source>
        <translation>führt einen langen Aufruf auf einem Dirty-Scheduler aus</translation>
    </message>
    <message>
        <source>was suspended</source>
        <translation>wurde suspendiert</translation>
    </message>
    <message>
        <source>is being cleaned up</source>
        <translation>wird aufgeräumt</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>started as %1 by %2</source>
        <translation>gestartet als %1 von %2</translation>
    </message>
    <message>
        <source>started as %1</source>
        <translation>gestartet als %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages wait</source>
        <translation>
            <numerusform>%Ln Nachricht wartet</numerusform>
            <numerusform>%Ln Nachrichten warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 reductions</source>
        <translation>
            <numerusform>%1 Reduktion</numerusform>
            <numerusform>%1 Reduktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>traps exits</source>
        <translation>fängt Exits ab</translation>
    </message>
</context>
<context>
    <name>QDialogButtonBox</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
</context>
<context>
    <name>Runtime</name>
    <message>
        <source>Processes and messages</source>
        <translation>Prozesse und Nachrichten</translation>
    </message>
    <message>
        <source>Servers with a state</source>
        <translation>Server mit einem Zustand</translation>
    </message>
    <message>
        <source>Failures, links and monitors</source>
        <translation>Fehler, Links und Monitore</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>Hashing</source>
        <translation>Hashen</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Classics</source>
        <translation>Klassiker</translation>
    </message>
    <message>
        <source>For the demonstration</source>
        <translation>Für die Demonstration</translation>
    </message>
    <message>
        <source>Accounts that are processes; money moves between them and never gets lost, whoever is killed.</source>
        <translation>Konten, die Prozesse sind; Geld fließt zwischen ihnen und geht nie verloren, wer auch immer getötet wird.</translation>
    </message>
    <message>
        <source>Producers and consumers around a buffer: who finds it full or empty has to wait.</source>
        <translation>Erzeuger und Verbraucher um einen Puffer: Wer ihn voll oder leer findet, muss warten.</translation>
    </message>
    <message>
        <source>Keeps a bounded number of values under keys, each until the process that put it ends.</source>
        <translation>Hält eine begrenzte Zahl von Werten unter Schlüsseln, jeden bis zum Ende des Prozesses, der ihn ablegte.</translation>
    </message>
    <message>
        <source>A work pool with a limited number of workers, which holds up those who ask for more.</source>
        <translation>Ein Arbeitspool mit begrenzter Zahl von Arbeitern, der alle aufhält, die mehr verlangen.</translation>
    </message>
    <message>
        <source>Keeps values under keys, as a callback module of a generic server process.</source>
        <translation>Hält Werte unter Schlüsseln, als Callback-Modul eines allgemeinen Serverprozesses.</translation>
    </message>
    <message>
        <source>Passes on what one says to all others; who dies has left.</source>
        <translation>Gibt weiter, was einer sagt, an alle anderen; wer stirbt, ist gegangen.</translation>
    </message>
    <message>
        <source>Spreads queries over several database servers behind one name.</source>
        <translation>Verteilt Abfragen auf mehrere Datenbankserver hinter einem Namen.</translation>
    </message>
    <message>
        <source>Runs queries for whoever asks, one after the other.</source>
        <translation>Führt Abfragen für jeden aus, der fragt, eine nach der anderen.</translation>
    </message>
    <message>
        <source>Dijkstra&apos;s philosophers share forks: into a deadlock, or past it in two ways.</source>
        <translation>Dijkstras Philosophen teilen sich Gabeln: in einen Deadlock, oder auf zwei Weisen daran vorbei.</translation>
    </message>
    <message>
        <source>A heart_monitor without pings: the runtime tells it which of its processes have ended.</source>
        <translation>Ein heart_monitor ohne Pings: Die Laufzeit sagt ihm, welche seiner Prozesse beendet sind.</translation>
    </message>
    <message>
        <source>Answers every {ping, From} with {pong, Self}.</source>
        <translation>Antwortet auf jedes {ping, From} mit {pong, Self}.</translation>
    </message>
    <message>
        <source>Factorizes numbers, and hands out the results on request, as a callback module.</source>
        <translation>Faktorisiert Zahlen und gibt die Ergebnisse auf Anfrage heraus, als Callback-Modul.</translation>
    </message>
    <message>
        <source>Factorizes numbers, and hands out the results on request, as a gen_server.</source>
        <translation>Faktorisiert Zahlen und gibt die Ergebnisse auf Anfrage heraus, als gen_server.</translation>
    </message>
    <message>
        <source>Factorizes numbers for whoever asks.</source>
        <translation>Faktorisiert Zahlen für jeden, der fragt.</translation>
    </message>
    <message>
        <source>Has a range of Fibonacci numbers computed by the work pool, all at once.</source>
        <translation>Lässt einen Bereich von Fibonacci-Zahlen vom Arbeitspool rechnen, alle zugleich.</translation>
    </message>
    <message>
        <source>Hashes values, each of them once: it remembers the hashes.</source>
        <translation>Hasht Werte, jeden nur einmal: Es merkt sich die Hashes.</translation>
    </message>
    <message>
        <source>hash_it as a gen_server.</source>
        <translation>hash_it als gen_server.</translation>
    </message>
    <message>
        <source>Starts a hash_it, and starts it again whenever it fails; made by hand.</source>
        <translation>Startet ein hash_it und startet es wieder, sooft es ausfällt; von Hand gemacht.</translation>
    </message>
    <message>
        <source>Pings the processes that it monitors, and takes for dead those that do not answer.</source>
        <translation>Pingt die Prozesse, die er überwacht, und hält für tot, wer nicht antwortet.</translation>
    </message>
    <message>
        <source>Keeps values under keys.</source>
        <translation>Hält Werte unter Schlüsseln.</translation>
    </message>
    <message>
        <source>Keeps values under keys, as a gen_server.</source>
        <translation>Hält Werte unter Schlüsseln, als gen_server.</translation>
    </message>
    <message>
        <source>Has a million processes alive at once, each of which answers a message, and says what one costs.</source>
        <translation>Lässt eine Million Prozesse zugleich leben, von denen jeder auf eine Nachricht antwortet, und sagt, was einer kostet.</translation>
    </message>
    <message>
        <source>Names from outside would fill the atom table, which never shrinks; they are refused in time.</source>
        <translation>Namen von außen würden die Atom-Tabelle füllen, die nie schrumpft; sie werden rechtzeitig abgewiesen.</translation>
    </message>
    <message>
        <source>Answers pings, and computes Fibonacci numbers so slowly that it seems dead meanwhile.</source>
        <translation>Beantwortet Pings und rechnet Fibonacci-Zahlen so langsam, dass er dabei tot scheint.</translation>
    </message>
    <message>
        <source>Answers every ping with a pong.</source>
        <translation>Beantwortet jedes Ping mit einem Pong.</translation>
    </message>
    <message>
        <source>Computes: counts prime numbers, using a part of one scheduler.</source>
        <translation>Rechnet: zählt Primzahlen und nutzt einen Teil eines Schedulers.</translation>
    </message>
    <message>
        <source>Passes on what is published under a topic to those who have subscribed to it.</source>
        <translation>Gibt weiter, was unter einem Thema veröffentlicht wird, an alle, die es abonniert haben.</translation>
    </message>
    <message>
        <source>Runs slow queries: one, several in sequence, several at once, or as a parallel map.</source>
        <translation>Führt langsame Abfragen aus: eine, mehrere nacheinander, mehrere zugleich oder als parallele Abbildung.</translation>
    </message>
    <message>
        <source>Sends itself squares, receives one, and flushes the others.</source>
        <translation>Sendet sich selbst Quadrate, empfängt eines und leert die anderen.</translation>
    </message>
    <message>
        <source>The sieve of Eratosthenes as a pipeline, with a process for every prime.</source>
        <translation>Das Sieb des Eratosthenes als Pipeline, mit einem Prozess für jede Primzahl.</translation>
    </message>
    <message>
        <source>A barber sleeps until a customer comes; who finds no free chair goes away.</source>
        <translation>Ein Barbier schläft, bis ein Kunde kommt; wer keinen freien Stuhl findet, geht.</translation>
    </message>
    <message>
        <source>Lets its mailbox fill up before it reads.</source>
        <translation>Lässt seine Mailbox voll werden, bevor er liest.</translation>
    </message>
    <message>
        <source>Runs queries over a connection that it keeps, and counts them.</source>
        <translation>Führt Abfragen über eine Verbindung aus, die er hält, und zählt sie.</translation>
    </message>
    <message>
        <source>Measures how long a process of another module runs, from its spawn until it ends.</source>
        <translation>Misst, wie lange ein Prozess eines anderen Moduls läuft, vom Start bis zum Ende.</translation>
    </message>
    <message>
        <source>Starts a hash_it, and starts it again whenever it fails; with a supervisor.</source>
        <translation>Startet ein hash_it und startet es wieder, sooft es ausfällt; mit einem Supervisor.</translation>
    </message>
    <message>
        <source>Pings a registered process at an interval.</source>
        <translation>Pingt einen registrierten Prozess in Abständen.</translation>
    </message>
    <message>
        <source>A token goes round a ring of processes; one member&apos;s death ends the ring, or the ring closes.</source>
        <translation>Eine Marke läuft um einen Ring von Prozessen; der Tod eines Mitglieds beendet den Ring, oder der Ring schließt sich.</translation>
    </message>
    <message>
        <source>A mailbox that nobody reads grows until its limit, not the memory, ends that.</source>
        <translation>Eine Mailbox, die niemand liest, wächst, bis ihre Grenze, nicht der Speicher, das beendet.</translation>
    </message>
    <message>
        <source>Monitors a registered process and reports when it ends.</source>
        <translation>Überwacht einen registrierten Prozess und meldet, wenn er endet.</translation>
    </message>
    <message>
        <source>Squares numbers for whoever asks, until it is told to exit or asked to square what is no number.</source>
        <translation>Quadriert Zahlen für jeden, der fragt, bis er enden soll oder etwas quadrieren soll, was keine Zahl ist.</translation>
    </message>
    <message>
        <source>A work pool without limits that all can use, by the name `scheduler`.</source>
        <translation>Ein Arbeitspool ohne Grenzen, den alle nutzen können, unter dem Namen `scheduler`.</translation>
    </message>
    <message>
        <source>Has each piece of work done by a process of its own, and reports those that fail.</source>
        <translation>Lässt jedes Stück Arbeit von einem eigenen Prozess tun und meldet die, die scheitern.</translation>
    </message>
    <message>
        <source>and as many forks</source>
        <translation>und ebenso viele Gabeln</translation>
    </message>
    <message>
        <source>how many, numbered from 1</source>
        <translation>wie viele, von 1 an gezählt</translation>
    </message>
    <message>
        <source>how often the token goes round</source>
        <translation>wie oft die Marke umläuft</translation>
    </message>
    <message>
        <source>items that it holds</source>
        <translation>Stücke, die er fasst</translation>
    </message>
    <message>
        <source>letters to gather before reading</source>
        <translation>Briefe, die sich vor dem Lesen sammeln</translation>
    </message>
    <message>
        <source>messages that may wait before senders have to</source>
        <translation>Nachrichten, die warten dürfen, bevor Sender es müssen</translation>
    </message>
    <message>
        <source>messages that the mailbox may hold</source>
        <translation>Nachrichten, die die Mailbox fassen darf</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>milliseconds between the first fork and the second</source>
        <translation>Millisekunden zwischen der ersten Gabel und der zweiten</translation>
    </message>
    <message>
        <source>milliseconds between two hundred letters</source>
        <translation>Millisekunden zwischen je zweihundert Briefen</translation>
    </message>
    <message>
        <source>milliseconds between two letters</source>
        <translation>Millisekunden zwischen zwei Briefen</translation>
    </message>
    <message>
        <source>milliseconds between two pings</source>
        <translation>Millisekunden zwischen zwei Pings</translation>
    </message>
    <message>
        <source>milliseconds for an item</source>
        <translation>Millisekunden für ein Stück</translation>
    </message>
    <message>
        <source>milliseconds for one customer</source>
        <translation>Millisekunden für einen Kunden</translation>
    </message>
    <message>
        <source>milliseconds that a transfer takes</source>
        <translation>Millisekunden, die eine Überweisung dauert</translation>
    </message>
    <message>
        <source>milliseconds that each keeps the token</source>
        <translation>Millisekunden, die jeder die Marke behält</translation>
    </message>
    <message>
        <source>milliseconds until a customer comes again</source>
        <translation>Millisekunden, bis ein Kunde wiederkommt</translation>
    </message>
    <message>
        <source>name of the module to run, with its defaults</source>
        <translation>Name des auszuführenden Moduls, mit dessen Vorgaben</translation>
    </message>
    <message>
        <source>new atoms that names may become</source>
        <translation>neue Atome, zu denen Namen werden dürfen</translation>
    </message>
    <message>
        <source>number of servers</source>
        <translation>Zahl der Server</translation>
    </message>
    <message>
        <source>number of the connection</source>
        <translation>Nummer der Verbindung</translation>
    </message>
    <message>
        <source>numbers in the pipeline at a time</source>
        <translation>Zahlen zugleich in der Pipeline</translation>
    </message>
    <message>
        <source>of each account at the start</source>
        <translation>eines jeden Kontos am Anfang</translation>
    </message>
    <message>
        <source>of hash</source>
        <translation>von hash</translation>
    </message>
    <message>
        <source>of keys</source>
        <translation>von Schlüsseln</translation>
    </message>
    <message>
        <source>of squares</source>
        <translation>von Quadraten</translation>
    </message>
    <message>
        <source>percent of one scheduler</source>
        <translation>Prozent eines Schedulers</translation>
    </message>
    <message>
        <source>pieces of work at a time</source>
        <translation>Stücke Arbeit zugleich</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>processes in the ring</source>
        <translation>Prozesse im Ring</translation>
    </message>
    <message>
        <source>processes that come again and again</source>
        <translation>Prozesse, die immer wieder kommen</translation>
    </message>
    <message>
        <source>processes that get</source>
        <translation>Prozesse, die entnehmen</translation>
    </message>
    <message>
        <source>processes that put</source>
        <translation>Prozesse, die einlegen</translation>
    </message>
    <message>
        <source>restarts allowed in five seconds</source>
        <translation>erlaubte Neustarts in fünf Sekunden</translation>
    </message>
    <message>
        <source>that a query takes</source>
        <translation>die eine Abfrage dauert</translation>
    </message>
    <message>
        <source>the name that its hash_it registers</source>
        <translation>der Name, den sein hash_it registriert</translation>
    </message>
    <message>
        <source>the name to register</source>
        <translation>der zu registrierende Name</translation>
    </message>
    <message>
        <source>the registered name of the process to monitor</source>
        <translation>der registrierte Name des zu überwachenden Prozesses</translation>
    </message>
    <message>
        <source>the registered name of the process to ping</source>
        <translation>der registrierte Name des zu pingenden Prozesses</translation>
    </message>
    <message>
        <source>threads of the operating system to compare with</source>
        <translation>Threads des Betriebssystems zum Vergleich</translation>
    </message>
    <message>
        <source>to register under</source>
        <translation>unter dem registriert wird</translation>
    </message>
    <message>
        <source>to wait on</source>
        <translation>auf denen gewartet wird</translation>
    </message>
    <message>
        <source>what becomes of the ring when a member dies</source>
        <translation>was aus dem Ring wird, wenn ein Mitglied stirbt</translation>
    </message>
    <message>
        <source>what happens at the limit: the reader is killed, or the writer waits</source>
        <translation>was an der Grenze geschieht: Der Leser wird getötet, oder der Schreiber wartet</translation>
    </message>
    <message>
        <source>what is done against the deadlock</source>
        <translation>was gegen den Deadlock getan wird</translation>
    </message>
    <message>
        <source>ok, {error, insufficient_funds}, {error, no_account}, {error, same_account}, {error, bad_amount} or {error, {aborted, Reason}}</source>
        <translation>ok, {error, insufficient_funds}, {error, no_account}, {error, same_account}, {error, bad_amount} oder {error, {aborted, Reason}}</translation>
    </message>
    <message>
        <source>{total, Sum}, always the same</source>
        <translation>{total, Sum}, immer gleich</translation>
    </message>
    <message>
        <source>{transfers, [Pid, ...]}, those under way</source>
        <translation>{transfers, [Pid, ...]}, die laufenden</translation>
    </message>
    <message>
        <source>ok, when there is room</source>
        <translation>ok, wenn Platz ist</translation>
    </message>
    <message>
        <source>{item, X}, when there is one; the oldest first</source>
        <translation>{item, X}, wenn eines da ist; das älteste zuerst</translation>
    </message>
    <message>
        <source>ok, {error, full}, or {error, not_owner}</source>
        <translation>ok, {error, full} oder {error, not_owner}</translation>
    </message>
    <message>
        <source>the value, or nil</source>
        <translation>der Wert, oder nil</translation>
    </message>
    <message>
        <source>ok, or {error, not_owner}</source>
        <translation>ok, oder {error, not_owner}</translation>
    </message>
    <message>
        <source>1000, when its turn has come and a second has gone by</source>
        <translation>1000, wenn es an der Reihe und eine Sekunde vergangen ist</translation>
    </message>
    <message>
        <source>{failure, &lt;&lt;&quot;pool worker died: {oops, ...}&quot;&gt;&gt;}</source>
        <translation>{failure, &lt;&lt;&quot;pool worker died: {oops, ...}&quot;&gt;&gt;}</translation>
    </message>
    <message>
        <source>nothing: it is put</source>
        <translation>nichts: Er wird abgelegt</translation>
    </message>
    <message>
        <source>{response, Value}, nil if there is none</source>
        <translation>{response, Value}, nil wenn es keinen gibt</translation>
    </message>
    <message>
        <source>{welcome, [Nick, ...]} and, to the others, {joined, ann}; or {error, nick_taken}, {error, already_joined}, {error, bad_nick}</source>
        <translation>{welcome, [Nick, ...]} und an die anderen {joined, ann}; oder {error, nick_taken}, {error, already_joined}, {error, bad_nick}</translation>
    </message>
    <message>
        <source>to the others: {said, ann, hello}; or {error, not_joined}</source>
        <translation>an die anderen: {said, ann, hello}; oder {error, not_joined}</translation>
    </message>
    <message>
        <source>ok and, to the others, {left, ann}; or {error, not_joined}</source>
        <translation>ok und an die anderen {left, ann}; oder {error, not_joined}</translation>
    </message>
    <message>
        <source>{query_result, &quot;query 1 result&quot;}, after 2 s</source>
        <translation>{query_result, &quot;query 1 result&quot;}, nach 2 s</translation>
    </message>
    <message>
        <source>nothing: there are no pings</source>
        <translation>nichts: Es gibt keine Pings</translation>
    </message>
    <message>
        <source>it is in no list any more</source>
        <translation>er steht in keiner Liste mehr</translation>
    </message>
    <message>
        <source>nothing: it is factorized</source>
        <translation>nichts: Sie wird faktorisiert</translation>
    </message>
    <message>
        <source>{response, {ok, [2, 2, 3]}} or {response, {err, Text}}</source>
        <translation>{response, {ok, [2, 2, 3]}} oder {response, {err, Text}}</translation>
    </message>
    <message>
        <source>{ok, [2, 2, 3]} or {err, Text}</source>
        <translation>{ok, [2, 2, 3]} oder {err, Text}</translation>
    </message>
    <message>
        <source>[ok, ok, ...], and 5, 8, 13 and so on in any order</source>
        <translation>[ok, ok, ...], und 5, 8, 13 und so weiter in beliebiger Reihenfolge</translation>
    </message>
    <message>
        <source>{ok, 1, &lt;&lt;&quot;A83383D30B2DA2F863CB12739254BB02&quot;&gt;&gt;}</source>
        <translation>{ok, 1, &lt;&lt;&quot;A83383D30B2DA2F863CB12739254BB02&quot;&gt;&gt;}</translation>
    </message>
    <message>
        <source>it crashes: {badarg, ...}</source>
        <translation>er stürzt ab: {badarg, ...}</translation>
    </message>
    <message>
        <source>it is linked with the process of that name</source>
        <translation>er wird mit dem Prozess dieses Namens verlinkt</translation>
    </message>
    <message>
        <source>it ends normally</source>
        <translation>er endet normal</translation>
    </message>
    <message>
        <source>{ping, Pid} at every interval</source>
        <translation>{ping, Pid} in jedem Abstand</translation>
    </message>
    <message>
        <source>a notice, if it was taken for dead</source>
        <translation>eine Meldung, falls er für tot gehalten wurde</translation>
    </message>
    <message>
        <source>no more pings</source>
        <translation>keine Pings mehr</translation>
    </message>
    <message>
        <source>{{processes, N, {nanoseconds, T}, {bytes, B}}, {threads, ...}}, of each</source>
        <translation>{{processes, N, {nanoseconds, T}, {bytes, B}}, {threads, ...}}, von jedem</translation>
    </message>
    <message>
        <source>{ok, kitchen}, or {error, Why} when no new atom may be made</source>
        <translation>{ok, kitchen}, oder {error, Why}, wenn kein neues Atom entstehen darf</translation>
    </message>
    <message>
        <source>{flood, Accepted, Refused}: so many different names at once</source>
        <translation>{flood, Accepted, Refused}: so viele verschiedene Namen auf einmal</translation>
    </message>
    <message>
        <source>{atoms, Count, Limit} of the whole program</source>
        <translation>{atoms, Count, Limit} des ganzen Programms</translation>
    </message>
    <message>
        <source>{result, 102334155}, after some time without pongs</source>
        <translation>{result, 102334155}, nach einiger Zeit ohne Pongs</translation>
    </message>
    <message>
        <source>it crashes: {function_clause, ...}</source>
        <translation>er stürzt ab: {function_clause, ...}</translation>
    </message>
    <message>
        <source>ok, or {error, bad_topic}</source>
        <translation>ok, oder {error, bad_topic}</translation>
    </message>
    <message>
        <source>ok, or {error, not_subscribed}</source>
        <translation>ok, oder {error, not_subscribed}</translation>
    </message>
    <message>
        <source>to each subscriber: {published, news, hello}</source>
        <translation>an jeden Abonnenten: {published, news, hello}</translation>
    </message>
    <message>
        <source>&quot;query 1 result&quot;, after 2 s</source>
        <translation>&quot;query 1 result&quot;, nach 2 s</translation>
    </message>
    <message>
        <source>the list of results, after 10 s</source>
        <translation>die Liste der Ergebnisse, nach 10 s</translation>
    </message>
    <message>
        <source>{query_result, Result} five times, after 2 s</source>
        <translation>{query_result, Result} fünfmal, nach 2 s</translation>
    </message>
    <message>
        <source>the list of results, after 2 s</source>
        <translation>die Liste der Ergebnisse, nach 2 s</translation>
    </message>
    <message>
        <source>[1, 4, 9, 16, 25], which it has sent to itself</source>
        <translation>[1, 4, 9, 16, 25], was er sich selbst gesendet hat</translation>
    </message>
    <message>
        <source>1, the first in its mailbox</source>
        <translation>1, das Erste in seiner Mailbox</translation>
    </message>
    <message>
        <source>4, 9, 16, 25, and ok</source>
        <translation>4, 9, 16, 25 und ok</translation>
    </message>
    <message>
        <source>{primes, [2, 3, 5, ...]}, or {error, bad_count}</source>
        <translation>{primes, [2, 3, 5, ...]}, oder {error, bad_count}</translation>
    </message>
    <message>
        <source>done, when the hair is cut, or full</source>
        <translation>done, wenn die Haare geschnitten sind, oder full</translation>
    </message>
    <message>
        <source>{query_result, &quot;Connection 1: query 1 result&quot;}, after 2 s</source>
        <translation>{query_result, &quot;Connection 1: query 1 result&quot;}, nach 2 s</translation>
    </message>
    <message>
        <source>{Seconds, Reason}; before, the answers to the messages in the list, which the process gets</source>
        <translation>{Seconds, Reason}; davor die Antworten auf die Nachrichten der Liste, die der Prozess bekommt</translation>
    </message>
    <message>
        <source>{Seconds, Reason}, when the process has ended in whatever way</source>
        <translation>{Seconds, Reason}, wenn der Prozess auf irgendeine Weise beendet ist</translation>
    </message>
    <message>
        <source>{done, Hops}, or {error, no_members}</source>
        <translation>{done, Hops}, oder {error, no_members}</translation>
    </message>
    <message>
        <source>{mailbox, N}: how many messages it holds</source>
        <translation>{mailbox, N}: wie viele Nachrichten sie enthält</translation>
    </message>
    <message>
        <source>it crashes: {badarith, ...}</source>
        <translation>er stürzt ab: {badarith, ...}</translation>
    </message>
    <message>
        <source>it ends, for this reason</source>
        <translation>er endet, aus diesem Grund</translation>
    </message>
    <message>
        <source>1000, after a second</source>
        <translation>1000, nach einer Sekunde</translation>
    </message>
    <message>
        <source>A little of everything</source>
        <translation>Von allem ein wenig</translation>
    </message>
    <message>
        <source>A supervisor over five processes that ping, watch, compute, and let a mailbox fill.</source>
        <translation>Ein Supervisor über fünf Prozessen, die pingen, überwachen, rechnen und eine Mailbox volllaufen lassen.</translation>
    </message>
    <message>
        <source>Supervision tree</source>
        <translation>Supervisor-Baum</translation>
    </message>
    <message>
        <source>Supervisors below supervisors, with each strategy: kill a worker and see whom it takes along.</source>
        <translation>Supervisoren unter Supervisoren, mit jeder Strategie: einen Arbeiter töten und sehen, wen er mitnimmt.</translation>
    </message>
    <message>
        <source>Ring of links</source>
        <translation>Ring von Links</translation>
    </message>
    <message>
        <source>Twelve processes, each linked to the next: kill one, and all go; the supervisor starts the ring anew.</source>
        <translation>Zwölf Prozesse, jeder mit dem nächsten verlinkt: Tötet man einen, gehen alle; der Supervisor startet den Ring neu.</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Monitore</translation>
    </message>
    <message>
        <source>A watchtower monitors eight processes: kill one, and it is told, and lives.</source>
        <translation>Ein Wachturm überwacht acht Prozesse: Tötet man einen, erfährt er es und lebt weiter.</translation>
    </message>
    <message>
        <source>Busy mailbox</source>
        <translation>Volle Mailbox</translation>
    </message>
    <message>
        <source>Four writers and one reader that cannot keep up: see its mailbox grow, and be emptied.</source>
        <translation>Vier Schreiber und ein Leser, der nicht mitkommt: sehen, wie seine Mailbox wächst und geleert wird.</translation>
    </message>
    <message>
        <source>Computing workers</source>
        <translation>Rechnende Arbeiter</translation>
    </message>
    <message>
        <source>Two processes more than there are schedulers, all computing: see the schedulers share them.</source>
        <translation>Zwei Prozesse mehr als Scheduler, und alle rechnen: sehen, wie die Scheduler sie sich teilen.</translation>
    </message>
    <message>
        <source>Crash storm</source>
        <translation>Sturm von Abstürzen</translation>
    </message>
    <message>
        <source>Four processes crash again and again. After 60 restarts their supervisor gives up, and it is over.</source>
        <translation>Vier Prozesse stürzen immer wieder ab. Nach 60 Neustarts gibt ihr Supervisor auf, und es ist vorbei.</translation>
    </message>
    <message>
        <source>Ping-pong pairs</source>
        <translation>Ping-Pong-Paare</translation>
    </message>
    <message>
        <source>Eight pairs that send each other a message to and fro.</source>
        <translation>Acht Paare, die sich eine Nachricht hin und her senden.</translation>
    </message>
    <message>
        <source>100,000 processes</source>
        <translation>100.000 Prozesse</translation>
    </message>
    <message>
        <source>A hundred thousand processes that wait: sort them, filter them, find one.</source>
        <translation>Hunderttausend Prozesse, die warten: sortieren, filtern, einen finden.</translation>
    </message>
    <message>
        <source>Basic</source>
        <translation>Einfach</translation>
    </message>
    <message>
        <source>One process, one number after the other.</source>
        <translation>Ein Prozess, eine Zahl nach der anderen.</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>Callback</translation>
    </message>
    <message>
        <source>A generic server process with cast and call for each scheduler.</source>
        <translation>Ein allgemeiner Serverprozess mit cast und call für jeden Scheduler.</translation>
    </message>
    <message>
        <source>Client/Server</source>
        <translation>Client/Server</translation>
    </message>
    <message>
        <source>A long-running server for each scheduler, numbers dealt out in turn.</source>
        <translation>Ein dauerhafter Server für jeden Scheduler, die Zahlen werden reihum verteilt.</translation>
    </message>
    <message>
        <source>GenServer</source>
        <translation>GenServer</translation>
    </message>
    <message>
        <source>An OTP gen_server for each scheduler.</source>
        <translation>Ein gen_server von OTP für jeden Scheduler.</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>Parallel</translation>
    </message>
    <message>
        <source>A process for each number, all at once.</source>
        <translation>Ein Prozess für jede Zahl, alle zugleich.</translation>
    </message>
    <message>
        <source>Seed (lazy sieve, trial division)</source>
        <translation>Lehrbuch (träges Sieb, Probedivision)</translation>
    </message>
    <message>
        <source>Finds all primes up to the square root, each by trying every smaller prime, then divides by them: simple, slow, and good work for many cores.</source>
        <translation>Findet alle Primzahlen bis zur Quadratwurzel, jede durch Probieren aller kleineren, und teilt dann durch sie: einfach, langsam und gute Arbeit für viele Kerne.</translation>
    </message>
    <message>
        <source>Eratosthenes (segmented sieve, trial division)</source>
        <translation>Eratosthenes (Sieb in Abschnitten, Probedivision)</translation>
    </message>
    <message>
        <source>Divides by the primes of a sieve of Eratosthenes and stops at the square root of what is left.</source>
        <translation>Teilt durch die Primzahlen eines Siebs des Eratosthenes und hört bei der Quadratwurzel des Rests auf.</translation>
    </message>
    <message>
        <source>Fast (rho, elliptic curves, quadratic sieve)</source>
        <translation>Schnell (Rho, elliptische Kurven, quadratisches Sieb)</translation>
    </message>
    <message>
        <source>For numbers of any size: microseconds up to 20 digits, seconds for two primes of 30 digits.</source>
        <translation>Für Zahlen jeder Größe: Mikrosekunden bis 20 Stellen, Sekunden bei zwei Primzahlen mit 30 Stellen.</translation>
    </message>
    <message>
        <source>this demonstration is running already: end it first</source>
        <translation>diese Demonstration läuft schon: Beenden Sie sie zuerst</translation>
    </message>
    <message>
        <source>this demonstration is not running</source>
        <translation>diese Demonstration läuft nicht</translation>
    </message>
    <message>
        <source>this process is not alive any more</source>
        <translation>dieser Prozess lebt nicht mehr</translation>
    </message>
    <message>
        <source>this process is not a supervisor</source>
        <translation>dieser Prozess ist kein Supervisor</translation>
    </message>
    <message>
        <source>a factorization is running: cancel it, or wait for its end</source>
        <translation>eine Faktorisierung läuft: Brechen Sie sie ab, oder warten Sie ihr Ende ab</translation>
    </message>
    <message>
        <source>only one process can have the name</source>
        <translation>nur ein Prozess kann den Namen haben</translation>
    </message>
    <message>
        <source>this process is not suspended</source>
        <translation>dieser Prozess ist nicht suspendiert</translation>
    </message>
    <message>
        <source>a process cannot be linked to itself</source>
        <translation>ein Prozess kann nicht mit sich selbst verlinkt werden</translation>
    </message>
    <message>
        <source>a process cannot monitor itself</source>
        <translation>ein Prozess kann sich nicht selbst überwachen</translation>
    </message>
    <message>
        <source>this process has no name</source>
        <translation>dieser Prozess hat keinen Namen</translation>
    </message>
    <message>
        <source>this process has a name already: take that first</source>
        <translation>dieser Prozess hat schon einen Namen: Nehmen Sie ihm den zuerst</translation>
    </message>
    <message>
        <source>nothing: it runs</source>
        <translation>nichts: Er läuft</translation>
    </message>
    <message>
        <source>a message</source>
        <translation>eine Nachricht</translation>
    </message>
    <message>
        <source>a message, or not at all</source>
        <translation>eine Nachricht, oder gar nicht</translation>
    </message>
    <message>
        <source>what another process tells of itself</source>
        <translation>was ein anderer Prozess von sich sagt</translation>
    </message>
    <message>
        <source>any message (it hibernates)</source>
        <translation>irgendeine Nachricht (er schläft)</translation>
    </message>
    <message>
        <source>its job on a dirty worker</source>
        <translation>seinen Auftrag auf einem Dirty-Scheduler</translation>
    </message>
    <message>
        <source>its end</source>
        <translation>sein Ende</translation>
    </message>
    <message>
        <source>nothing given: type a number from 1 up</source>
        <translation>nichts angegeben: Geben Sie eine Zahl ab 1 ein</translation>
    </message>
    <message>
        <source>0 has no prime factorization: give a number from 1 up</source>
        <translation>0 hat keine Primfaktorzerlegung: Geben Sie eine Zahl ab 1 an</translation>
    </message>
    <message>
        <source>a range needs both ends, as in 10..15</source>
        <translation>ein Bereich braucht beide Enden, wie in 10..15</translation>
    </message>
    <message>
        <source>the limit of %1 processes is reached: end some before you start more</source>
        <translation>die Grenze von %1 Prozessen ist erreicht: Beenden Sie welche, bevor Sie weitere starten</translation>
    </message>
    <message>
        <source>it was not started, since its name is taken (%1)</source>
        <translation>er wurde nicht gestartet, da sein Name vergeben ist (%1)</translation>
    </message>
    <message>
        <source>there is no module %1</source>
        <translation>es gibt kein Modul %1</translation>
    </message>
    <message>
        <source>from 1 to %1 can be started at once</source>
        <translation>zugleich lassen sich 1 bis %1 starten</translation>
    </message>
    <message>
        <source>the name %1 is taken, by %2</source>
        <translation>der Name %1 ist vergeben, an %2</translation>
    </message>
    <message>
        <source>this reason is not a term (character %1): %2</source>
        <translation>dieser Grund ist kein Term (Zeichen %1): %2</translation>
    </message>
    <message>
        <source>this is not a term (character %1): %2</source>
        <translation>das ist kein Term (Zeichen %1): %2</translation>
    </message>
    <message>
        <source>%1 is not alive any more</source>
        <translation>%1 lebt nicht mehr</translation>
    </message>
    <message>
        <source>%1 cannot be a name</source>
        <translation>%1 kann kein Name sein</translation>
    </message>
    <message>
        <source>from 1 to %1 schedulers can be online</source>
        <translation>1 bis %1 Scheduler können online sein</translation>
    </message>
    <message>
        <source>a message, at most %1 ms</source>
        <translation>eine Nachricht, höchstens %1 ms</translation>
    </message>
    <message>
        <source>%1 messages, past which it is ended</source>
        <translation>%1 Nachrichten, darüber wird er beendet</translation>
    </message>
    <message>
        <source>%1 messages, past which senders wait</source>
        <translation>%1 Nachrichten, darüber warten Sender</translation>
    </message>
    <message>
        <source>it did not tell its state: %1</source>
        <translation>er nannte seinen Zustand nicht: %1</translation>
    </message>
    <message>
        <source>%1 more errors</source>
        <translation>%1 weitere Fehler</translation>
    </message>
    <message>
        <source>%1 is not a whole number</source>
        <translation>%1 ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>%1 is negative: give a number from 1 up</source>
        <translation>%1 ist negativ: Geben Sie eine Zahl ab 1 an</translation>
    </message>
    <message>
        <source>%1: leave the plus sign out</source>
        <translation>%1: Lassen Sie das Pluszeichen weg</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number</source>
        <translation>„%1“ ist keine Zahl</translation>
    </message>
    <message>
        <source>%1: one _ may only stand between two digits</source>
        <translation>%1: Ein _ darf nur zwischen zwei Ziffern stehen</translation>
    </message>
    <message>
        <source>%1 has %2 digits; the limit is %3</source>
        <translation>%1 hat %2 Stellen; die Grenze ist %3</translation>
    </message>
    <message>
        <source>%1 is not a range: write it as 10..15</source>
        <translation>%1 ist kein Bereich: Schreiben Sie ihn als 10..15</translation>
    </message>
    <message>
        <source>the range runs downward: swap its ends, %1</source>
        <translation>der Bereich läuft abwärts: Vertauschen Sie seine Enden, %1</translation>
    </message>
    <message>
        <source>these are %1 numbers: a plan takes at most %2</source>
        <translation>das sind %1 Zahlen: Ein Plan nimmt höchstens %2</translation>
    </message>
    <message>
        <source>too many numbers: a plan takes at most %1</source>
        <translation>zu viele Zahlen: Ein Plan nimmt höchstens %1</translation>
    </message>
    <message>
        <source>%1: one of %2</source>
        <translation>%1: eines von %2</translation>
    </message>
    <message>
        <source>%1: a registered name is an atom, such as %2</source>
        <translation>%1: Ein registrierter Name ist ein Atom, etwa %2</translation>
    </message>
    <message>
        <source>%1: a whole number from %2 to %3</source>
        <translation>%1: eine ganze Zahl von %2 bis %3</translation>
    </message>
    <message>
        <source>how to find the factors</source>
        <translation>wie die Faktoren gefunden werden</translation>
    </message>
    <message>
        <source>%1 could not do that: %2</source>
        <translation>%1 konnte das nicht tun: %2</translation>
    </message>
    <message>
        <source>%1 was restarted as %2</source>
        <translation>%1 wurde als %2 neu gestartet</translation>
    </message>
    <message>
        <source>%1 of %2 processes of %3 were started, then not: %4</source>
        <translation>%1 von %2 Prozessen von %3 wurden gestartet, dann keine mehr: %4</translation>
    </message>
    <message>
        <source>%1 processes of %2 were started</source>
        <translation>%1 Prozesse von %2 wurden gestartet</translation>
    </message>
    <message>
        <source>%1 processes that were spawned by hand were ended</source>
        <translation>%1 von Hand gestartete Prozesse wurden beendet</translation>
    </message>
    <message>
        <source>Self got the message %1</source>
        <translation>Self bekam die Nachricht %1</translation>
    </message>
</context>
<context>
    <name>factorama::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Command, pid or process name</source>
        <translation>Befehl, Pid oder Name eines Prozesses</translation>
    </message>
    <message>
        <source>Type a command, a pid or the name of a process</source>
        <translation>Befehl, Pid oder Namen eines Prozesses eingeben</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>No command and no process fits this.</source>
        <translation>Dazu passt kein Befehl und kein Prozess.</translation>
    </message>
</context>
<context>
    <name>factorama::CommandPaletteModel</name>
    <message>
        <source>Select this process in all views</source>
        <translation>Diesen Prozess in allen Ansichten auswählen</translation>
    </message>
</context>
<context>
    <name>factorama::DeepestMailboxesModel</name>
    <message>
        <source>deeper than the warning threshold</source>
        <translation>tiefer als die Warnschwelle</translation>
    </message>
    <message>
        <source>deeper than the alarm threshold</source>
        <translation>tiefer als die Alarmschwelle</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Messages waiting</source>
        <translation>Wartende Nachrichten</translation>
    </message>
    <message>
        <source>Growth a second</source>
        <translation>Zuwachs je Sekunde</translation>
    </message>
    <message>
        <source>Messages that arrived less those that were taken, a second, over the last second or two</source>
        <translation>Nachrichten, die ankamen, abzüglich derer, die entnommen wurden, je Sekunde, über die letzten ein bis zwei Sekunden</translation>
    </message>
</context>
<context>
    <name>factorama::DemonstrationsMenu</name>
    <message>
        <source>&amp;Demonstrations</source>
        <translation>&amp;Demonstrationen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Ended: %1</source>
        <translation>Beendet: %1</translation>
    </message>
    <message>
        <source>%1 – the same command ends it. %2</source>
        <translation>%1 – derselbe Befehl beendet sie. %2</translation>
    </message>
</context>
<context>
    <name>factorama::DetailModel</name>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 Byte</numerusform>
            <numerusform>%1 Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Pid</source>
        <translation>Pid</translation>
    </message>
    <message>
        <source>Registered name</source>
        <translation>Registrierter Name</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Initial call</source>
        <translation>Startaufruf</translation>
    </message>
    <message>
        <source>Started as</source>
        <translation>Gestartet als</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Suspendiert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln times</source>
        <translation>
            <numerusform>%Ln-mal</numerusform>
            <numerusform>%Ln-mal</numerusform>
        </translation>
    </message>
    <message>
        <source>dead</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>Exit reason</source>
        <translation>Exit-Grund</translation>
    </message>
    <message>
        <source>Crash report: %1</source>
        <translation>Absturzbericht: %1</translation>
    </message>
    <message>
        <source>Messages waiting</source>
        <translation>Wartende Nachrichten</translation>
    </message>
    <message>
        <source>Reductions</source>
        <translation>Reduktionen</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Traps exits</source>
        <translation>Fängt Exits ab</translation>
    </message>
    <message>
        <source>yes: exit signals become messages</source>
        <translation>ja: Exit-Signale werden zu Nachrichten</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Mailbox limit</source>
        <translation>Grenze der Mailbox</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Erzeuger</translation>
    </message>
    <message>
        <source>Ancestor %1</source>
        <translation>Vorfahr %1</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Group leader</source>
        <translation>Group Leader</translation>
    </message>
    <message>
        <source>Dictionary: %1</source>
        <translation>Prozess-Dictionary: %1</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>Prozess-Dictionary</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… und %Ln weiterer</numerusform>
            <numerusform>… und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Eigenschaft</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>%1 (of a tuple the first element: the graph’s events tell no more)</source>
        <translation>%1 (von einem Tupel das erste Element: Mehr sagen die Ereignisse des Graphen nicht)</translation>
    </message>
    <message>
        <source>not seen: it ended while nobody looked, and the log does not tell. While it is shown here, or the graph is in sight, the reason is recorded.</source>
        <translation>nicht gesehen: Er endete, während niemand hinsah, und das Protokoll sagt es nicht. Solange er hier gezeigt wird oder der Graph zu sehen ist, wird der Grund aufgezeichnet.</translation>
    </message>
    <message>
        <source>Stopped by</source>
        <translation>Angehalten von</translation>
    </message>
    <message>
        <source>its supervisor %1</source>
        <translation>seinem Supervisor %1</translation>
    </message>
</context>
<context>
    <name>factorama::DockTitleBar</name>
    <message>
        <source>Help on this panel</source>
        <translation>Hilfe zu diesem Bereich</translation>
    </message>
    <message>
        <source>Close this panel</source>
        <translation>Diesen Bereich schließen</translation>
    </message>
    <message>
        <source>Put this panel back into the window</source>
        <translation>Diesen Bereich zurück ins Fenster setzen</translation>
    </message>
    <message>
        <source>Take this panel out of the window</source>
        <translation>Diesen Bereich aus dem Fenster nehmen</translation>
    </message>
    <message>
        <source>Help on %1</source>
        <translation>Hilfe zu %1</translation>
    </message>
    <message>
        <source>Put %1 back into the window</source>
        <translation>%1 zurück ins Fenster setzen</translation>
    </message>
    <message>
        <source>Take %1 out of the window</source>
        <translation>%1 aus dem Fenster nehmen</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
</context>
<context>
    <name>factorama::EmptyHint</name>
    <message>
        <source>Show me: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
</context>
<context>
    <name>factorama::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Export as</source>
        <translation>Exportieren als</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Choose File…</source>
        <translation>&amp;Datei wählen …</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Die Datei wählen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;As</source>
        <translation>A&amp;ls</translation>
    </message>
    <message>
        <source>This view is not there any more.</source>
        <translation>Diese Ansicht gibt es nicht mehr.</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln rows) as CSV</source>
        <translation>
            <numerusform>%1 (%Ln Zeile) als CSV</numerusform>
            <numerusform>%1 (%Ln Zeilen) als CSV</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln rows) as JSON</source>
        <translation>
            <numerusform>%1 (%Ln Zeile) als JSON</numerusform>
            <numerusform>%1 (%Ln Zeilen) als JSON</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture as PNG</source>
        <translation>Bild als PNG</translation>
    </message>
    <message>
        <source>Picture as SVG</source>
        <translation>Bild als SVG</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>%1 files (*.%2);;All files (*)</source>
        <translation>%1-Dateien (*.%2);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>This table is not there any more.</source>
        <translation>Diese Tabelle gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Writing; the views are paused until it is done. Close cancels it.</source>
        <translation>Es wird geschrieben; die Ansichten stehen so lange still. Schließen bricht es ab.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows are in %1</source>
        <translation>
            <numerusform>%Ln Zeile ist in %1</numerusform>
            <numerusform>%Ln Zeilen sind in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The picture is in %1</source>
        <translation>Das Bild liegt in %1</translation>
    </message>
</context>
<context>
    <name>factorama::FactorizationPanel</name>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Factorize these numbers</source>
        <translation>Diese Zahlen faktorisieren</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <source>End the run; what is finished stays</source>
        <translation>Den Lauf beenden; was fertig ist, bleibt</translation>
    </message>
    <message>
        <source>Classic &amp;Numbers</source>
        <translation>&amp;Klassische Zahlen</translation>
    </message>
    <message>
        <source>Fill in 1000000000 to 1000000005, the six numbers of the case study that Factorama grew from</source>
        <translation>1000000000 bis 1000000005 eintragen, die sechs Zahlen der Fallstudie, aus der Factorama entstand</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln numbers in %2</source>
        <translation>
            <numerusform>%1 von %Ln Zahl in %2</numerusform>
            <numerusform>%1 von %Ln Zahlen in %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Numbers to factorize</source>
        <translation>Zu faktorisierende Zahlen</translation>
    </message>
    <message>
        <source>Numbers and ranges, such as
12 13 1000000000..1000000005</source>
        <translation>Zahlen und Bereiche, etwa
12 13 1000000000..1000000005</translation>
    </message>
    <message>
        <source>Natural numbers of any length and ranges a..b, separated by spaces, commas or lines</source>
        <translation>Natürliche Zahlen beliebiger Länge und Bereiche a..b, getrennt durch Leerzeichen, Kommas oder Zeilen</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Algorithmus</translation>
    </message>
    <message>
        <source>Schedulers for the run</source>
        <translation>Scheduler für den Lauf</translation>
    </message>
    <message>
        <source>as now</source>
        <translation>wie jetzt</translation>
    </message>
    <message>
        <source>Schedulers that are online during the run; “as now” leaves them as they are</source>
        <translation>Scheduler, die während des Laufs online sind; „wie jetzt“ lässt sie, wie sie sind</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>No results yet.
Enter numbers above, or take the classic ones, and press Start.</source>
        <translation>Noch keine Ergebnisse.
Oben Zahlen eingeben oder die klassischen nehmen und Starten drücken.</translation>
    </message>
    <message>
        <source>Copy results</source>
        <translation>Ergebnisse kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Put all results on the clipboard, a line each</source>
        <translation>Alle Ergebnisse in die Zwischenablage legen, je eine Zeile</translation>
    </message>
    <message>
        <source>N&amp;umbers</source>
        <translation>&amp;Zahlen</translation>
    </message>
    <message>
        <source>S&amp;trategy</source>
        <translation>S&amp;trategie</translation>
    </message>
    <message>
        <source>&amp;Algorithm</source>
        <translation>A&amp;lgorithmus</translation>
    </message>
    <message>
        <source>Sche&amp;dulers</source>
        <translation>Sch&amp;eduler</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>Er&amp;gebnisse</translation>
    </message>
    <message numerus="yes">
        <source>%1 – and %Ln more</source>
        <translation>
            <numerusform>%1 – und %Ln weiterer</numerusform>
            <numerusform>%1 – und %Ln weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln numbers</source>
        <translation>
            <numerusform>%Ln Zahl</numerusform>
            <numerusform>%Ln Zahlen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lost: %1 and %Ln more</source>
        <translation>
            <numerusform>Verloren: %1 und %Ln weitere</numerusform>
            <numerusform>Verloren: %1 und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Lost: %1</source>
        <translation>Verloren: %1</translation>
    </message>
    <message>
        <source>Cancelled: %1</source>
        <translation>Abgebrochen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %Ln lost</source>
        <translation>
            <numerusform>%1 – %Ln verloren</numerusform>
            <numerusform>%1 – %Ln verloren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weiterer</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::FilterBar</name>
    <message>
        <source>Filter processes</source>
        <translation>Prozesse filtern</translation>
    </message>
    <message>
        <source>Filter: name, pid, status:waiting, messages&gt;100, /regex/</source>
        <translation>Filter: Name, Pid, status:waiting, messages&gt;100, /regex/</translation>
    </message>
    <message>
        <source>&lt;p&gt;Shows only processes that all parts fit (%1):&lt;/p&gt;&lt;table cellspacing=&apos;2&apos;&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;worker&lt;/b&gt;&lt;/td&gt;&lt;td&gt;in the name, label, initial call, pid or status&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;name:&lt;/b&gt; &lt;b&gt;label:&lt;/b&gt; &lt;b&gt;module:&lt;/b&gt;&lt;/td&gt;&lt;td&gt;in just that&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;pid:12&lt;/b&gt; &lt;b&gt;parent:0.5.0&lt;/b&gt;&lt;/td&gt;&lt;td&gt;that process, the children of that one&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;status:waiting&lt;/b&gt;&lt;/td&gt;&lt;td&gt;what it does now&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;messages&amp;gt;100&lt;/b&gt; &lt;b&gt;memory&amp;gt;=1MB&lt;/b&gt;&lt;/td&gt;&lt;td&gt;a number compared&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;/^kv_/&lt;/b&gt; &lt;b&gt;/KV/i&lt;/b&gt;&lt;/td&gt;&lt;td&gt;a regular expression&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;-status:waiting&lt;/b&gt;&lt;/td&gt;&lt;td&gt;not&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</source>
        <translation>&lt;p&gt;Zeigt nur Prozesse, auf die alle Teile zutreffen (%1):&lt;/p&gt;&lt;table cellspacing=&apos;2&apos;&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;worker&lt;/b&gt;&lt;/td&gt;&lt;td&gt;in Name, Bezeichnung, Startaufruf, Pid oder Status&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;name:&lt;/b&gt; &lt;b&gt;label:&lt;/b&gt; &lt;b&gt;module:&lt;/b&gt;&lt;/td&gt;&lt;td&gt;nur darin&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;pid:12&lt;/b&gt; &lt;b&gt;parent:0.5.0&lt;/b&gt;&lt;/td&gt;&lt;td&gt;dieser Prozess, die Kinder von diesem&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;status:waiting&lt;/b&gt;&lt;/td&gt;&lt;td&gt;was er gerade tut&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;messages&amp;gt;100&lt;/b&gt; &lt;b&gt;memory&amp;gt;=1MB&lt;/b&gt;&lt;/td&gt;&lt;td&gt;eine Zahl im Vergleich&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;/^kv_/&lt;/b&gt; &lt;b&gt;/KV/i&lt;/b&gt;&lt;/td&gt;&lt;td&gt;ein regulärer Ausdruck&lt;/td&gt;&lt;/tr&gt;&lt;tr&gt;&lt;td&gt;&lt;b&gt;-status:waiting&lt;/b&gt;&lt;/td&gt;&lt;td&gt;nicht&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</translation>
    </message>
    <message>
        <source>Add a condition to the filter</source>
        <translation>Dem Filter eine Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Name…</source>
        <translation>&amp;Name …</translation>
    </message>
    <message>
        <source>&amp;Module…</source>
        <translation>&amp;Modul …</translation>
    </message>
    <message>
        <source>&amp;Pid…</source>
        <translation>&amp;Pid …</translation>
    </message>
    <message>
        <source>&amp;Children of…</source>
        <translation>&amp;Kinder von …</translation>
    </message>
    <message>
        <source>&amp;Status</source>
        <translation>&amp;Status</translation>
    </message>
    <message>
        <source>Compare a N&amp;umber</source>
        <translation>&amp;Zahl vergleichen</translation>
    </message>
    <message>
        <source>%1 greater than…</source>
        <translation>%1 größer als …</translation>
    </message>
    <message>
        <source>&amp;Traps Exits</source>
        <translation>&amp;Fängt Exits ab</translation>
    </message>
    <message>
        <source>&amp;Regular Expression…</source>
        <translation>&amp;Regulärer Ausdruck …</translation>
    </message>
    <message numerus="yes">
        <source>(And %n more.)</source>
        <translation>
            <numerusform>(Und %n weiteres.)</numerusform>
            <numerusform>(Und %n weitere.)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::FilterChips</name>
    <message>
        <source>Remove %1 from the filter</source>
        <translation>%1 aus dem Filter entfernen</translation>
    </message>
</context>
<context>
    <name>factorama::FindingsModel</name>
    <message>
        <source>no process</source>
        <translation>kein Prozess</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln others</source>
        <translation>
            <numerusform>%1 und %Ln anderer</numerusform>
            <numerusform>%1 und %Ln andere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Growing mailbox: %1. The deepest holds %Ln messages, %2 more each second.</source>
        <translation>
            <numerusform>Wachsende Mailbox: %1. Die tiefste hält %Ln Nachricht, jede Sekunde %2 mehr.</numerusform>
            <numerusform>Wachsende Mailbox: %1. Die tiefste hält %Ln Nachrichten, jede Sekunde %2 mehr.</numerusform>
        </translation>
    </message>
    <message>
        <source>Busy at every look for %2: %1, never seen to wait or to take a message.</source>
        <translation>Seit %2 bei jedem Blick beschäftigt: %1, nie beim Warten oder beim Entnehmen einer Nachricht gesehen.</translation>
    </message>
    <message numerus="yes">
        <source>Restart loop? %Ln children of supervisor %1 ended within %2.</source>
        <translation>
            <numerusform>Neustart-Schleife? %Ln Kind des Supervisors %1 endete innerhalb von %2.</numerusform>
            <numerusform>Neustart-Schleife? %Ln Kinder des Supervisors %1 endeten innerhalb von %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Scheduler %1 has run for %2 of the time, with processes waiting, while %Ln others idled.</source>
        <translation>
            <numerusform>Scheduler %1 lief %2 der Zeit, während Prozesse warteten und %Ln anderer untätig war.</numerusform>
            <numerusform>Scheduler %1 lief %2 der Zeit, während Prozesse warteten und %Ln andere untätig waren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Orphaned: %1. The parent is dead, and nothing seems to know of it.</source>
        <translation>Verwaist: %1. Der Erzeuger ist tot, und nichts scheint davon zu wissen.</translation>
    </message>
    <message>
        <source>Seen for %1: more messages arrive than are taken. Either the process is too slow for its senders, or it waits for messages that do not match these.</source>
        <translation>Seit %1 zu sehen: Es kommen mehr Nachrichten an, als entnommen werden. Entweder ist der Prozess zu langsam für seine Sender, oder er wartet auf Nachrichten, zu denen diese nicht passen.</translation>
    </message>
    <message>
        <source>At every look for %1 it was running or waiting for its turn, its reductions grew and its mailbox did not get shorter. It may compute for long, or be in a loop that does not end; and between two looks it may have waited, or have taken messages while others arrived.</source>
        <translation>Bei jedem Blick seit %1 lief er oder wartete darauf, an die Reihe zu kommen, seine Reduktionen wuchsen, und seine Mailbox wurde nicht kürzer. Vielleicht rechnet er lange oder steckt in einer Schleife ohne Ende; und zwischen zwei Blicken kann er gewartet oder Nachrichten entnommen haben, während andere ankamen.</translation>
    </message>
    <message>
        <source>The supervisor reported each of them. When it starts them again, and they end again for the same reason, this goes on until its restart intensity is reached; then it ends, and its other children with it. The reasons are in the notices.</source>
        <translation>Der Supervisor hat jedes davon gemeldet. Wenn er die Kinder wieder startet und sie aus demselben Grund wieder enden, geht das so weiter, bis seine Restart-Intensität erreicht ist; dann endet er und mit ihm seine anderen Kinder. Die Gründe stehen in den Meldungen.</translation>
    </message>
    <message>
        <source>Processes that mostly hand messages to each other are kept together on purpose: moving them would cost more than it gains. Processes that compute are spread. Those that were busiest at the last look, whatever scheduler they ran on:</source>
        <translation>Prozesse, die sich vor allem Nachrichten reichen, bleiben absichtlich beisammen: Sie zu verschieben würde mehr kosten, als es bringt. Prozesse, die rechnen, werden verteilt. Beim letzten Blick am meisten beschäftigt, auf welchem Scheduler auch immer:</translation>
    </message>
    <message>
        <source>The process that started it is dead; it has no link, monitors nobody and has no registered name. Somebody may still hold its pid or monitor it: that is not counted.</source>
        <translation>Der Prozess, der ihn gestartet hat, ist tot; er hat keinen Link, überwacht niemanden und hat keinen registrierten Namen. Jemand kann noch seine Pid kennen oder ihn überwachen: Das wird nicht gezählt.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln messages, %2 more each second</source>
        <translation>
            <numerusform>%1: %Ln Nachricht, jede Sekunde %2 mehr</numerusform>
            <numerusform>%1: %Ln Nachrichten, jede Sekunde %2 mehr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 reductions meanwhile</source>
        <translation>
            <numerusform>%1: inzwischen %2 Reduktion</numerusform>
            <numerusform>%1: inzwischen %2 Reduktionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln ends of children</source>
        <translation>
            <numerusform>%1: %Ln Kind endete</numerusform>
            <numerusform>%1: %Ln Kinder endeten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 reductions since the look before</source>
        <translation>
            <numerusform>%1: %2 Reduktion seit dem vorigen Blick</numerusform>
            <numerusform>%1: %2 Reduktionen seit dem vorigen Blick</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: started by %2</source>
        <translation>%1: gestartet von %2</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more, which are not listed</source>
        <translation>
            <numerusform>… und %Ln weiterer, der nicht aufgeführt ist</numerusform>
            <numerusform>… und %Ln weitere, die nicht aufgeführt sind</numerusform>
        </translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>What looks wrong now</source>
        <translation>Was jetzt nicht in Ordnung scheint</translation>
    </message>
</context>
<context>
    <name>factorama::GraphCanvas</name>
    <message>
        <source>Graph of links and monitors</source>
        <translation>Graph der Links und Monitore</translation>
    </message>
</context>
<context>
    <name>factorama::GraphLegend</name>
    <message>
        <source>Legend of the graph</source>
        <translation>Legende des Graphen</translation>
    </message>
    <message>
        <source>What lines and colours mean; a click, or L in the graph, collapses it</source>
        <translation>Was Linien und Farben bedeuten; ein Klick, oder L im Graphen, klappt sie ein</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>cluster, by status</source>
        <translation>Gruppe, nach Status</translation>
    </message>
    <message>
        <source>traps exits</source>
        <translation>fängt Exits ab</translation>
    </message>
</context>
<context>
    <name>factorama::GraphSearch</name>
    <message>
        <source>1,000 of 1,000</source>
        <translation>1.000 von 1.000</translation>
    </message>
    <message>
        <source>Search the graph</source>
        <translation>Den Graphen durchsuchen</translation>
    </message>
    <message>
        <source>Search by name, label, module or pid</source>
        <translation>Nach Name, Bezeichnung, Modul oder Pid suchen</translation>
    </message>
    <message>
        <source>Marks the processes that match, as in the filter of the process table: worker, module:kv, pid:12, messages&gt;100.
Enter goes to the next match, Shift+Enter to the one before. F in the graph comes here.</source>
        <translation>Markiert die passenden Prozesse, wie im Filter der Prozesstabelle: worker, module:kv, pid:12, messages&gt;100.
Eingabe geht zum nächsten Treffer, Umschalt+Eingabe zum vorigen. F im Graphen führt hierher.</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
    <message>
        <source>match</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>factorama::GraphView</name>
    <message>
        <source>2,000 processes, 1,000 links, 1,000 monitors</source>
        <translation>2.000 Prozesse, 1.000 Links, 1.000 Monitore</translation>
    </message>
    <message>
        <source>No processes to draw.
Spawn some that link or monitor each other.</source>
        <translation>Keine Prozesse zu zeichnen.
Starten Sie welche, die einander verlinken oder überwachen.</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Which processes to draw: everything, or those so many links and monitors away from the selected one (1 to 5, E and A in the graph)</source>
        <translation>Welche Prozesse gezeichnet werden: alle, oder die so viele Links und Monitore vom ausgewählten entfernten (1 bis 5, E und A im Graphen)</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Selected + 1 hop</source>
        <translation>Auswahl + 1 Schritt</translation>
    </message>
    <message>
        <source>Selected + %1 hops</source>
        <translation>Auswahl + %1 Schritte</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>What is put together in one node; a double click, or Enter, opens it (G in the graph)</source>
        <translation>Was in einem Knoten zusammengefasst wird; ein Doppelklick, oder Eingabe, öffnet ihn (G im Graphen)</translation>
    </message>
    <message>
        <source>Clusters if needed</source>
        <translation>Gruppen bei Bedarf</translation>
    </message>
    <message>
        <source>No clusters</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>Clusters by module</source>
        <translation>Gruppen nach Modul</translation>
    </message>
    <message>
        <source>Clusters by supervisor</source>
        <translation>Gruppen nach Supervisor</translation>
    </message>
    <message>
        <source>%1 (%2, in the graph)</source>
        <translation>%1 (%2, im Graphen)</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>A map of the whole graph, while not all of it is in sight</source>
        <translation>Eine Karte des ganzen Graphen, solange er nicht ganz zu sehen ist</translation>
    </message>
    <message>
        <source>Fit the graph</source>
        <translation>Den Graphen einpassen</translation>
    </message>
    <message>
        <source>Fit all processes in</source>
        <translation>Alle Prozesse einpassen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Coll&amp;apse Its Cluster</source>
        <translation>Seine Gruppe &amp;schließen</translation>
    </message>
    <message>
        <source>Let &amp;Go of It</source>
        <translation>&amp;Loslassen</translation>
    </message>
    <message>
        <source>Collapse &amp;All Clusters</source>
        <translation>&amp;Alle Gruppen schließen</translation>
    </message>
    <message>
        <source>Coll&amp;apse</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show in the Process &amp;Table</source>
        <translation>In der Prozess&amp;tabelle zeigen</translation>
    </message>
    <message>
        <source>Show Its Children in the Process &amp;Table</source>
        <translation>Seine Kinder in der Prozess&amp;tabelle zeigen</translation>
    </message>
    <message>
        <source>&amp;Select the Supervisor</source>
        <translation>Den Supervisor aus&amp;wählen</translation>
    </message>
    <message>
        <source>process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>monitors</source>
        <translation>Monitore</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>clusters</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>%1 by supervisor</source>
        <translation>%1 nach Supervisor</translation>
    </message>
    <message>
        <source>%1 by module</source>
        <translation>%1 nach Modul</translation>
    </message>
    <message>
        <source>%1 farther than %2</source>
        <translation>%1 weiter entfernt als %2</translation>
    </message>
    <message>
        <source>hop</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>hops</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>nothing is selected: everything is shown</source>
        <translation>nichts ist ausgewählt: alles wird gezeigt</translation>
    </message>
    <message>
        <source>the selected process is dead: what is left around it</source>
        <translation>der ausgewählte Prozess ist tot: was um ihn übrig ist</translation>
    </message>
    <message>
        <source>the selected process is dead, and all around it: everything is shown</source>
        <translation>der ausgewählte Prozess und alle um ihn sind tot: alles wird gezeigt</translation>
    </message>
    <message>
        <source>%1 not drawn</source>
        <translation>%1 nicht gezeichnet</translation>
    </message>
    <message>
        <source>%1 not collected</source>
        <translation>%1 nicht gesammelt</translation>
    </message>
    <message>
        <source>relation</source>
        <translation>Beziehung</translation>
    </message>
    <message>
        <source>relations</source>
        <translation>Beziehungen</translation>
    </message>
    <message>
        <source>no supervisor is known</source>
        <translation>kein Supervisor ist bekannt</translation>
    </message>
</context>
<context>
    <name>factorama::HelpWindow</name>
    <message>
        <source>Factorama Help</source>
        <translation>Factorama-Hilfe</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>en</source>
        <comment>code of the language, and folder of its help pages</comment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>factorama::InspectorView</name>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>In: %1, out: %2 – it grows</source>
        <translation>Ein: %1, aus: %2 – sie wächst</translation>
    </message>
    <message numerus="yes">
        <source>The oldest %1 of %Ln messages</source>
        <translation>
            <numerusform>Die ältesten %1 von %Ln Nachricht</numerusform>
            <numerusform>Die ältesten %1 von %Ln Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Ask for the state</source>
        <translation>&amp;Nach dem Zustand fragen</translation>
    </message>
    <message>
        <source>Select the process that was selected before</source>
        <translation>Den Prozess auswählen, der zuvor ausgewählt war</translation>
    </message>
    <message>
        <source>Select the process that was selected after this one</source>
        <translation>Den Prozess auswählen, der nach diesem ausgewählt war</translation>
    </message>
    <message>
        <source>Attributes of the process</source>
        <translation>Eigenschaften des Prozesses</translation>
    </message>
    <message>
        <source>Messages waiting</source>
        <translation>Wartende Nachrichten</translation>
    </message>
    <message>
        <source>Related processes</source>
        <translation>Verwandte Prozesse</translation>
    </message>
    <message>
        <source>Parts of the process</source>
        <translation>Teile des Prozesses</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>Beziehungen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>No process is selected.
Select one in any view to see everything about it.</source>
        <translation>Kein Prozess ist ausgewählt.
In irgendeiner Ansicht einen auswählen, um alles über ihn zu sehen.</translation>
    </message>
    <message>
        <source>Depth of the mailbox over the last minute</source>
        <translation>Tiefe der Mailbox in der letzten Minute</translation>
    </message>
    <message>
        <source>Messages that wait</source>
        <translation>Wartende Nachrichten</translation>
    </message>
    <message>
        <source>Ask for the state</source>
        <translation>Nach dem Zustand fragen</translation>
    </message>
    <message>
        <source>State of the server</source>
        <translation>Zustand des Servers</translation>
    </message>
    <message>
        <source>%1  – dead</source>
        <translation>%1  – tot</translation>
    </message>
    <message>
        <source>No message waits.</source>
        <translation>Keine Nachricht wartet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln Nachricht</numerusform>
            <numerusform>%Ln Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>In: %1, out: %2</source>
        <translation>Ein: %1, aus: %2</translation>
    </message>
    <message>
        <source>A server tells its state when it is asked, as sys:get_state/1 does. Unlike all other looks this sends it a message, which it has to handle.</source>
        <translation>Ein Server nennt seinen Zustand, wenn er gefragt wird, wie von sys:get_state/1. Anders als jeder andere Blick schickt ihm das eine Nachricht, die er behandeln muss.</translation>
    </message>
    <message>
        <source>This process is no server of OTP’s kind: it would not understand the question.</source>
        <translation>Dieser Prozess ist kein Server nach Art von OTP: Er würde die Frage nicht verstehen.</translation>
    </message>
    <message>
        <source>This process is dead. What it said last is shown, if it was asked.</source>
        <translation>Dieser Prozess ist tot. Gezeigt wird, was er zuletzt sagte, falls er gefragt wurde.</translation>
    </message>
    <message>
        <source>Asked; it has not answered yet.</source>
        <translation>Gefragt; er hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>Not known: nobody looked in time.</source>
        <translation>Nicht bekannt: Niemand sah rechtzeitig hin.</translation>
    </message>
    <message>
        <source>Nothing comes in any more: it is dead.</source>
        <translation>Es kommt nichts mehr an: Er ist tot.</translation>
    </message>
</context>
<context>
    <name>factorama::JumpDialog</name>
    <message>
        <source>Jump to a Process</source>
        <translation>Zu einem Prozess springen</translation>
    </message>
    <message>
        <source>&amp;Pid or registered name</source>
        <translation>&amp;Pid oder registrierter Name</translation>
    </message>
    <message>
        <source>Pid or registered name</source>
        <translation>Pid oder registrierter Name</translation>
    </message>
    <message>
        <source>&lt;0.12.0&gt;, 0.12.0, 12 or a name</source>
        <translation>&lt;0.12.0&gt;, 0.12.0, 12 oder ein Name</translation>
    </message>
    <message>
        <source>&amp;Jump</source>
        <translation>&amp;Springen</translation>
    </message>
    <message>
        <source>Jump</source>
        <translation>Springen</translation>
    </message>
</context>
<context>
    <name>factorama::KillDialog</name>
    <message>
        <source>ends</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>is told</source>
        <translation>erfährt es</translation>
    </message>
    <message>
        <source>gets the signal, and traps exits</source>
        <translation>bekommt das Signal und fängt Exits ab</translation>
    </message>
    <message>
        <source>gets the signal</source>
        <translation>bekommt das Signal</translation>
    </message>
    <message>
        <source>linked to %1, and traps exits</source>
        <translation>mit %1 verlinkt, und fängt Exits ab</translation>
    </message>
    <message>
        <source>linked to %1</source>
        <translation>mit %1 verlinkt</translation>
    </message>
    <message>
        <source>stopped by the strategy of %1</source>
        <translation>von der Strategie von %1 beendet</translation>
    </message>
    <message>
        <source>ends with its supervisor %1</source>
        <translation>endet mit seinem Supervisor %1</translation>
    </message>
    <message>
        <source>shuts down after the significant %1</source>
        <translation>fährt nach dem significant-Kind %1 herunter</translation>
    </message>
    <message>
        <source>has no restart left for %1, and gives up</source>
        <translation>hat keinen Neustart mehr für %1 und gibt auf</translation>
    </message>
    <message>
        <source>Kill a Process</source>
        <translation>Einen Prozess töten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes</source>
        <translation>
            <numerusform>%Ln Prozess</numerusform>
            <numerusform>%Ln Prozesse</numerusform>
        </translation>
    </message>
    <message>
        <source>Exit reason</source>
        <translation>Exit-Grund</translation>
    </message>
    <message>
        <source>&amp;Reason, in Erlang’s notation</source>
        <translation>&amp;Grund, in Erlangs Schreibweise</translation>
    </message>
    <message>
        <source>Who is taken along</source>
        <translation>Wer mitgenommen wird</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Then it</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>Since it</source>
        <translation>Weil er</translation>
    </message>
    <message>
        <source>&amp;Kill</source>
        <translation>&amp;Töten</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Töten</translation>
    </message>
    <message>
        <source>Finding out who is taken along …</source>
        <translation>Es wird nachgesehen, wer mitgenommen wird …</translation>
    </message>
    <message>
        <source>No process ends.</source>
        <translation>Kein Prozess endet.</translation>
    </message>
    <message>
        <source>1 process ends.</source>
        <translation>1 Prozess endet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes end; none of them is started again.</source>
        <translation>
            <numerusform>%Ln Prozess endet und wird nicht wieder gestartet.</numerusform>
            <numerusform>%Ln Prozesse enden; keiner davon wird wieder gestartet.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 process ends, and is started again.</source>
        <translation>1 Prozess endet und wird wieder gestartet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes end; all of them are started again.</source>
        <translation>
            <numerusform>%Ln Prozess endet und wird wieder gestartet.</numerusform>
            <numerusform>%Ln Prozesse enden; alle davon werden wieder gestartet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 processes end; %Ln of them are started again.</source>
        <translation>
            <numerusform>%1 Prozesse enden; %Ln davon wird wieder gestartet.</numerusform>
            <numerusform>%1 Prozesse enden; %Ln davon werden wieder gestartet.</numerusform>
        </translation>
    </message>
    <message>
        <source>A supervisor has no restart left and gives up.</source>
        <translation>Ein Supervisor hat keinen Neustart mehr und gibt auf.</translation>
    </message>
    <message>
        <source>There may be more: not all links and children are known.</source>
        <translation>Es können mehr sein: Nicht alle Links und Kinder sind bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more</source>
        <translation>
            <numerusform>… %Ln weiterer</numerusform>
            <numerusform>… %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot be trapped: the process ends at once, and those linked to it receive the reason killed.</source>
        <translation>Lässt sich nicht abfangen: Der Prozess endet sofort, und die mit ihm verlinkten erhalten den Grund killed.</translation>
    </message>
    <message>
        <source>Is ignored, unless the process traps exits and decides to end.</source>
        <translation>Wird ignoriert, außer der Prozess fängt Exits ab und entscheidet sich zu enden.</translation>
    </message>
    <message>
        <source>Ends the process, unless it traps exits: then it receives the signal as a message.</source>
        <translation>Beendet den Prozess, außer er fängt Exits ab: Dann erhält er das Signal als Nachricht.</translation>
    </message>
    <message>
        <source>Kill Processes</source>
        <translation>Prozesse töten</translation>
    </message>
</context>
<context>
    <name>factorama::LayoutsMenu</name>
    <message>
        <source>La&amp;youts</source>
        <translation>A&amp;nordnungen</translation>
    </message>
    <message>
        <source>&amp;Save Layout As…</source>
        <translation>Anordnung &amp;speichern unter …</translation>
    </message>
    <message>
        <source>&amp;Delete Layout</source>
        <translation>Anordnung &amp;löschen</translation>
    </message>
    <message>
        <source>Keep how the panels are arranged now, under a name</source>
        <translation>Die jetzige Anordnung der Bereiche unter einem Namen behalten</translation>
    </message>
    <message>
        <source>The layout “%1” is saved</source>
        <translation>Die Anordnung „%1“ ist gespeichert</translation>
    </message>
    <message>
        <source>Layout “%1”</source>
        <translation>Anordnung „%1“</translation>
    </message>
    <message>
        <source>The layout “%1” is of another version and cannot be restored</source>
        <translation>Die Anordnung „%1“ stammt aus einer anderen Version und lässt sich nicht wiederherstellen</translation>
    </message>
    <message>
        <source>The layout “%1” is deleted</source>
        <translation>Die Anordnung „%1“ ist gelöscht</translation>
    </message>
    <message>
        <source>Save Layout</source>
        <translation>Anordnung speichern</translation>
    </message>
    <message>
        <source>Name of the layout</source>
        <translation>Name der Anordnung</translation>
    </message>
    <message>
        <source>Layout %1</source>
        <translation>Anordnung %1</translation>
    </message>
    <message>
        <source>A layout needs a name: nothing was saved</source>
        <translation>Eine Anordnung braucht einen Namen: Es wurde nichts gespeichert</translation>
    </message>
    <message>
        <source>Arrange the panels like this</source>
        <translation>Die Bereiche so anordnen</translation>
    </message>
    <message>
        <source>Forget this arrangement of the panels</source>
        <translation>Diese Anordnung der Bereiche vergessen</translation>
    </message>
</context>
<context>
    <name>factorama::Legend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
</context>
<context>
    <name>factorama::MailboxesView</name>
    <message>
        <source>Warn at this many messages</source>
        <translation>Bei so vielen Nachrichten warnen</translation>
    </message>
    <message>
        <source>Alarm at this many messages</source>
        <translation>Bei so vielen Nachrichten Alarm</translation>
    </message>
    <message>
        <source>Which mailboxes come first</source>
        <translation>Welche Mailboxen zuerst kommen</translation>
    </message>
    <message>
        <source>Deepest</source>
        <translation>Tiefste</translation>
    </message>
    <message>
        <source>Fastest growing</source>
        <translation>Am schnellsten wachsende</translation>
    </message>
    <message>
        <source>What the chart shows</source>
        <translation>Was das Diagramm zeigt</translation>
    </message>
    <message>
        <source>What the chart shows over the last two minutes</source>
        <translation>Was das Diagramm über die letzten zwei Minuten zeigt</translation>
    </message>
    <message>
        <source>Each one’s depth</source>
        <translation>Tiefe jeder einzelnen</translation>
    </message>
    <message>
        <source>All mailboxes together</source>
        <translation>Alle Mailboxen zusammen</translation>
    </message>
    <message>
        <source>&amp;Warn at</source>
        <translation>&amp;Warnung</translation>
    </message>
    <message>
        <source>&amp;Alarm at</source>
        <translation>Alar&amp;m</translation>
    </message>
    <message>
        <source>Deepest mailboxes</source>
        <translation>Tiefste Mailboxen</translation>
    </message>
    <message>
        <source>No message waits in any mailbox.
A process that is sent more than it handles shows up here.</source>
        <translation>In keiner Mailbox wartet eine Nachricht.
Ein Prozess, der mehr erhält, als er bearbeitet, erscheint hier.</translation>
    </message>
    <message>
        <source>Messages waiting over the last two minutes</source>
        <translation>Wartende Nachrichten in den letzten zwei Minuten</translation>
    </message>
    <message>
        <source>The depths of the deepest mailboxes are drawn here, as they change.</source>
        <translation>Hier wird gezeichnet, wie sich die Tiefe der tiefsten Mailboxen ändert.</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %Ln at alarm</source>
        <translation>
            <numerusform>%1 – %Ln bei Alarm</numerusform>
            <numerusform>%1 – %Ln bei Alarm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 – %Ln at warning</source>
        <translation>
            <numerusform>%1 – %Ln bei Warnung</numerusform>
            <numerusform>%1 – %Ln bei Warnung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages wait in the mailbox of %1: it has reached the alarm threshold of %2</source>
        <translation>
            <numerusform>%Ln Nachricht wartet in der Mailbox von %1: Sie hat die Alarmschwelle von %2 erreicht</numerusform>
            <numerusform>%Ln Nachrichten warten in der Mailbox von %1: Sie hat die Alarmschwelle von %2 erreicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages wait in the mailbox of %1: it has reached the warning threshold of %2</source>
        <translation>
            <numerusform>%Ln Nachricht wartet in der Mailbox von %1: Sie hat die Warnschwelle von %2 erreicht</numerusform>
            <numerusform>%Ln Nachrichten warten in der Mailbox von %1: Sie hat die Warnschwelle von %2 erreicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more mailboxes came to a threshold at the same time</source>
        <translation>
            <numerusform>%Ln weitere Mailbox hat zugleich eine Schwelle erreicht</numerusform>
            <numerusform>%Ln weitere Mailboxen haben zugleich eine Schwelle erreicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages in all mailboxes, %1 ago</source>
        <translation>
            <numerusform>%Ln Nachricht in allen Mailboxen, vor %1</numerusform>
            <numerusform>%Ln Nachrichten in allen Mailboxen, vor %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (dead)</source>
        <translation>%1 (tot)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages, %1 ago</source>
        <translation>
            <numerusform>%Ln Nachricht, vor %1</numerusform>
            <numerusform>%Ln Nachrichten, vor %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages in all</source>
        <translation>
            <numerusform>%Ln Nachricht</numerusform>
            <numerusform>%Ln Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>A mailbox that reaches this many messages is marked, and reported in the notices. Once you have set this, it is watched for also while this view is hidden: see “Watch”.</source>
        <translation>Eine Mailbox, die so viele Nachrichten erreicht, wird markiert und in den Meldungen genannt. Sobald Sie dies eingestellt haben, wird auch darauf geachtet, wenn diese Ansicht verborgen ist: siehe „Prüfen“.</translation>
    </message>
    <message>
        <source>A mailbox that reaches this many messages is marked as an alarm, and reported in the notices. Once you have set this, it is watched for also while this view is hidden: see “Watch”.</source>
        <translation>Eine Mailbox, die so viele Nachrichten erreicht, wird als Alarm markiert und in den Meldungen genannt. Sobald Sie dies eingestellt haben, wird auch darauf geachtet, wenn diese Ansicht verborgen ist: siehe „Prüfen“.</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Watch the thresholds while hidden</source>
        <translation>Die Schwellen auch verborgen prüfen</translation>
    </message>
    <message>
        <source>Look at all mailboxes once a second also while this view is hidden, and report those that come to a threshold; not while the views are paused</source>
        <translation>Alle Mailboxen jede Sekunde ansehen, auch wenn diese Ansicht verborgen ist, und die nennen, die eine Schwelle erreichen; nicht, solange die Ansichten angehalten sind</translation>
    </message>
</context>
<context>
    <name>factorama::MainWindow</name>
    <message>
        <source>%1 – Factorama</source>
        <translation>%1 – Factorama</translation>
    </message>
    <message>
        <source>Factorization</source>
        <translation>Faktorisierung</translation>
    </message>
    <message>
        <source>Schedulers</source>
        <translation>Scheduler</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>Mailboxen</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation>Supervision</translation>
    </message>
    <message>
        <source>Observing</source>
        <translation>Beobachtung</translation>
    </message>
    <message>
        <source>Notices (%1)</source>
        <translation>Meldungen (%1)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>End Factorama and every process in it</source>
        <translation>Factorama und jeden Prozess darin beenden</translation>
    </message>
    <message>
        <source>&amp;Spawn…</source>
        <translation>Prozess &amp;starten …</translation>
    </message>
    <message>
        <source>Spawn a process from the catalogue</source>
        <translation>Einen Prozess aus dem Katalog starten</translation>
    </message>
    <message>
        <source>&amp;Pause the Views</source>
        <translation>Bild an&amp;halten</translation>
    </message>
    <message>
        <source>Freeze what the views show; the processes go on</source>
        <translation>Einfrieren, was die Ansichten zeigen; die Prozesse laufen weiter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>&amp;Filter Processes</source>
        <translation>Prozesse &amp;filtern</translation>
    </message>
    <message>
        <source>Go to the filter of the process table</source>
        <translation>Zum Filter der Prozesstabelle gehen</translation>
    </message>
    <message>
        <source>&amp;Processes</source>
        <translation>&amp;Prozesse</translation>
    </message>
    <message>
        <source>Go to the process table</source>
        <translation>Zur Prozesstabelle gehen</translation>
    </message>
    <message>
        <source>Go to the panel %1</source>
        <translation>Zum Bereich %1 gehen</translation>
    </message>
    <message>
        <source>Show or hide the panel %1</source>
        <translation>Den Bereich %1 zeigen oder verbergen</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>Colours like the desktop’s</source>
        <translation>Farben wie die des Desktops</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Put all panels and columns back where they were at the first start</source>
        <translation>Alle Bereiche und Spalten dorthin zurücksetzen, wo sie beim ersten Start waren</translation>
    </message>
    <message>
        <source>&amp;About Factorama</source>
        <translation>&amp;Über Factorama</translation>
    </message>
    <message>
        <source>What Factorama is</source>
        <translation>Was Factorama ist</translation>
    </message>
    <message>
        <source>&amp;Colour-Blind Safe</source>
        <translation>Auch für &amp;Farbenblinde</translation>
    </message>
    <message>
        <source>Status and scheduler colours that differ in lightness too, not in hue alone</source>
        <translation>Farben für Status und Scheduler, die sich auch in der Helligkeit unterscheiden, nicht nur im Farbton</translation>
    </message>
    <message>
        <source>For projectors: the whole screen, larger text, more contrast</source>
        <translation>Für Projektoren: der ganze Bildschirm, größerer Text, mehr Kontrast</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Process</source>
        <translation>&amp;Prozess</translation>
    </message>
    <message>
        <source>F&amp;actorization</source>
        <translation>&amp;Faktorisierung</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go To</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes</source>
        <translation>
            <numerusform>%Ln Prozess</numerusform>
            <numerusform>%Ln Prozesse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln schedulers online</source>
        <translation>
            <numerusform>%Ln Scheduler online</numerusform>
            <numerusform>%Ln Scheduler online</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused – snapshot %1 old</source>
        <translation>Pause – Momentaufnahme %1 alt</translation>
    </message>
    <message>
        <source>How long the newest snapshot of all processes took, and how old it is</source>
        <translation>Wie lange die neueste Momentaufnahme aller Prozesse dauerte und wie alt sie ist</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Snapshot %1</source>
        <translation>Momentaufnahme %1</translation>
    </message>
    <message>
        <source>Snapshot %1, %2 old</source>
        <translation>Momentaufnahme %1, %2 alt</translation>
    </message>
    <message>
        <source>About Factorama</source>
        <translation>Über Factorama</translation>
    </message>
    <message>
        <source>An actor runtime with Erlang’s semantics, embedded and made visible: its processes, mailboxes, schedulers, links and monitors, live, while real work runs on it.&lt;br&gt;&lt;br&gt;Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Eine Actor-Laufzeit mit der Semantik von Erlang, eingebettet und sichtbar gemacht: ihre Prozesse, Mailboxen, Scheduler, Links und Monitore, live, während echte Arbeit darauf läuft.&lt;br&gt;&lt;br&gt;Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>The desktop’s language, if it is one of these</source>
        <translation>Die Sprache des Desktops, wenn sie eine von diesen ist</translation>
    </message>
    <message>
        <source>Presentation &amp;Mode</source>
        <translation>&amp;Präsentationsmodus</translation>
    </message>
    <message>
        <source>Pa&amp;nels</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>&amp;Sprache</translation>
    </message>
</context>
<context>
    <name>factorama::MessageModel</name>
    <message>
        <source>Since this message was first seen here: it waits at least as long</source>
        <translation>Seit diese Nachricht hier zuerst gesehen wurde: So lange wartet sie mindestens</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Byte</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
</context>
<context>
    <name>factorama::MiniMap</name>
    <message>
        <source>Map of the whole graph</source>
        <translation>Karte des ganzen Graphen</translation>
    </message>
    <message>
        <source>The whole graph; click or drag to move there (M shows and hides it)</source>
        <translation>Der ganze Graph; klicken oder ziehen, um dorthin zu gehen (M zeigt und verbirgt die Karte)</translation>
    </message>
</context>
<context>
    <name>factorama::NoticesModel</name>
    <message>
        <source>information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>crash</source>
        <translation>Absturz</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>factorama::NoticesView</name>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>What looks wrong now</source>
        <translation>Was jetzt nicht in Ordnung scheint</translation>
    </message>
    <message>
        <source>The whole notice</source>
        <translation>Die ganze Meldung</translation>
    </message>
    <message>
        <source>Choose a notice to read it in full.</source>
        <translation>Eine Meldung wählen, um sie ganz zu lesen.</translation>
    </message>
    <message>
        <source>Search the notices</source>
        <translation>Die Meldungen durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Show what went as planned</source>
        <translation>Zeigen, was nach Plan verlief</translation>
    </message>
    <message>
        <source>Show warnings</source>
        <translation>Warnungen zeigen</translation>
    </message>
    <message>
        <source>Show crash reports</source>
        <translation>Absturzberichte zeigen</translation>
    </message>
    <message>
        <source>Show what looks wrong now, seen from the counters and the log</source>
        <translation>Zeigen, was jetzt nicht in Ordnung scheint, nach den Zählern und dem Protokoll</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the chosen notices</source>
        <translation>Die gewählten Meldungen kopieren</translation>
    </message>
    <message>
        <source>Copy the chosen notices in full (Ctrl+C); all that are shown if none is chosen</source>
        <translation>Die gewählten Meldungen ganz kopieren (Strg+C); alle gezeigten, wenn keine gewählt ist</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Watch while hidden</source>
        <translation>Auch verborgen prüfen</translation>
    </message>
    <message>
        <source>Look for trouble and deep mailboxes also while these views are hidden, in what is collected for other views; it costs a part of a core when there are very many processes</source>
        <translation>Auch dann nach Problemen und tiefen Mailboxen suchen, wenn diese Ansichten verborgen sind, in dem, was für andere Ansichten gesammelt wird; bei sehr vielen Prozessen kostet es einen Teil eines Kerns</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Crashes</source>
        <translation>Abstürze</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>No notice passes the filter.</source>
        <translation>Keine Meldung passt zum Filter.</translation>
    </message>
    <message>
        <source>Nothing happened yet.
Crashes, abnormal exits and restarts are listed here, and above them what looks wrong now.</source>
        <translation>Noch ist nichts geschehen.
Hier stehen Abstürze, abnormale Exits und Neustarts und darüber, was jetzt nicht in Ordnung scheint.</translation>
    </message>
</context>
<context>
    <name>factorama::ObservingView</name>
    <message>
        <source>%1 % of a core</source>
        <translation>%1 % eines Kerns</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>schedulers</source>
        <translation>Scheduler</translation>
    </message>
    <message>
        <source>links and monitors</source>
        <translation>Links und Monitore</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>the selected process</source>
        <translation>der ausgewählte Prozess</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Over the last second</source>
        <translation>In der letzten Sekunde</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Refreshes/s</source>
        <translation>Auffrischungen/s</translation>
    </message>
    <message>
        <source>Time for each</source>
        <translation>Dauer je Mal</translation>
    </message>
    <message>
        <source>Collected for it</source>
        <translation>Dafür gesammelt</translation>
    </message>
    <message>
        <source>What observing costs</source>
        <translation>Was das Beobachten kostet</translation>
    </message>
    <message>
        <source>What each view costs</source>
        <translation>Was jede Ansicht kostet</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen …</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>nothing while hidden</source>
        <translation>nichts, solange verborgen</translation>
    </message>
    <message>
        <source>none are taken: paused</source>
        <translation>keine während der Pause</translation>
    </message>
    <message>
        <source>none are taken: no view needs any</source>
        <translation>keine, da keine Ansicht welche braucht</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Momentaufnahmen</translation>
    </message>
    <message>
        <source>Pictures of all counters, taken by a thread of their own</source>
        <translation>Bilder aller Zähler, aufgenommen von einem eigenen Thread</translation>
    </message>
    <message>
        <source>Time for a snapshot</source>
        <translation>Dauer einer Momentaufnahme</translation>
    </message>
    <message>
        <source>none was taken yet</source>
        <translation>noch keine</translation>
    </message>
    <message numerus="yes">
        <source>%1 for %Ln processes</source>
        <translation>
            <numerusform>%1 für %Ln Prozess</numerusform>
            <numerusform>%1 für %Ln Prozesse</numerusform>
        </translation>
    </message>
    <message>
        <source>What the newest one took, from its start to its end</source>
        <translation>Was die neueste brauchte, vom Anfang bis zum Ende</translation>
    </message>
    <message>
        <source>Thread that takes snapshots</source>
        <translation>Thread, der sie aufnimmt</translation>
    </message>
    <message>
        <source>sleeps</source>
        <translation>schläft</translation>
    </message>
    <message>
        <source>not known of this node</source>
        <translation>von diesem Knoten nicht bekannt</translation>
    </message>
    <message>
        <source>Time on a core that it used, as the system counts it</source>
        <translation>Zeit auf einem Kern, die er brauchte, wie das System sie zählt</translation>
    </message>
    <message>
        <source>Window’s thread, refreshing</source>
        <translation>Thread des Fensters, Auffrischen</translation>
    </message>
    <message>
        <source>Time that the views took to take snapshots over</source>
        <translation>Zeit, die die Ansichten zum Übernehmen der Momentaufnahmen brauchten</translation>
    </message>
    <message>
        <source>Window’s thread, all it does</source>
        <translation>Thread des Fensters, insgesamt</translation>
    </message>
    <message>
        <source>Time on a core that it used, painting and input included, as the system counts it</source>
        <translation>Zeit auf einem Kern, die er brauchte, Zeichnen und Eingaben eingeschlossen, wie das System sie zählt</translation>
    </message>
    <message>
        <source>Passes on other threads</source>
        <translation>Durchläufe in anderen Threads</translation>
    </message>
    <message>
        <source>Time on a core for ranking mailboxes and looking for trouble</source>
        <translation>Zeit auf einem Kern, um Mailboxen zu ordnen und nach Problemen zu suchen</translation>
    </message>
    <message>
        <source>Age of the picture</source>
        <translation>Alter des Bildes</translation>
    </message>
    <message>
        <source>%1, paused</source>
        <translation>%1, Pause</translation>
    </message>
    <message>
        <source>Since the snapshot that the views show arrived</source>
        <translation>Seit die Momentaufnahme ankam, die die Ansichten zeigen</translation>
    </message>
    <message>
        <source>Collected now</source>
        <translation>Jetzt gesammelt</translation>
    </message>
    <message>
        <source>What the views that are to be seen need; nothing else is collected</source>
        <translation>Was die sichtbaren Ansichten brauchen; sonst wird nichts gesammelt</translation>
    </message>
    <message>
        <source>Links and monitors left out</source>
        <translation>Ausgelassene Links und Monitore</translation>
    </message>
    <message>
        <source>none are collected</source>
        <translation>keine werden gesammelt</translation>
    </message>
    <message>
        <source>Of the newest snapshot, past its limit</source>
        <translation>In der neuesten Momentaufnahme, jenseits ihrer Grenze</translation>
    </message>
    <message>
        <source>Notices missed</source>
        <translation>Verpasste Meldungen</translation>
    </message>
    <message>
        <source>They came faster than the window could read them, as gaps in their numbers show</source>
        <translation>Sie entstanden schneller, als das Fenster sie lesen konnte, wie Lücken in ihren Nummern zeigen</translation>
    </message>
    <message>
        <source>Events lost</source>
        <translation>Verlorene Ereignisse</translation>
    </message>
    <message>
        <source>Spawns, exits, links and the like that came faster than they were read</source>
        <translation>Starts, Exits, Links und dergleichen, die schneller kamen, als sie gelesen wurden</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>Auffrischen</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Window’s thread, painting</source>
        <translation>Thread des Fensters, Zeichnen</translation>
    </message>
    <message>
        <source>Time that the views took to paint themselves</source>
        <translation>Zeit, die das Zeichnen der Ansichten brauchte</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Time that the window’s thread took to take snapshots over into this view, and to paint it, as a share of a core</source>
        <translation>Zeit, die der Thread des Fensters brauchte, um Momentaufnahmen in diese Ansicht zu übernehmen und sie zu zeichnen, als Anteil eines Kerns</translation>
    </message>
</context>
<context>
    <name>factorama::PeerModel</name>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Processes that end with it, and it with them</source>
        <translation>Prozesse, die mit ihm enden, und er mit ihnen</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>Processes whose end it will be told of</source>
        <translation>Prozesse, von deren Ende er erfahren wird</translation>
    </message>
    <message>
        <source>Monitored by</source>
        <translation>Überwacht von</translation>
    </message>
    <message>
        <source>Processes that will be told of its end</source>
        <translation>Prozesse, die von seinem Ende erfahren werden</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Kinder</translation>
    </message>
    <message>
        <source>Processes that it has spawned and that live</source>
        <translation>Prozesse, die er gestartet hat und die leben</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… und %Ln weiterer</numerusform>
            <numerusform>… und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: not known</source>
        <translation>%1: nicht bekannt</translation>
    </message>
</context>
<context>
    <name>factorama::ProcessActions</name>
    <message>
        <source>&amp;Kill…</source>
        <translation>&amp;Töten …</translation>
    </message>
    <message>
        <source>Send the selected processes an exit signal</source>
        <translation>Den ausgewählten Prozessen ein Exit-Signal senden</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>Kill the selected processes and start them anew</source>
        <translation>Die ausgewählten Prozesse töten und neu starten</translation>
    </message>
    <message>
        <source>S&amp;uspend</source>
        <translation>S&amp;uspendieren</translation>
    </message>
    <message>
        <source>The selected processes do not run until they are resumed</source>
        <translation>Die ausgewählten Prozesse laufen nicht, bis sie fortgesetzt werden</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>F&amp;ortsetzen</translation>
    </message>
    <message>
        <source>The selected processes go on</source>
        <translation>Die ausgewählten Prozesse laufen weiter</translation>
    </message>
    <message>
        <source>Send the selected processes a message</source>
        <translation>Den ausgewählten Prozessen eine Nachricht senden</translation>
    </message>
    <message>
        <source>&amp;Link…</source>
        <translation>&amp;Link setzen …</translation>
    </message>
    <message>
        <source>Link the selected processes to another one</source>
        <translation>Die ausgewählten Prozesse mit einem anderen verlinken</translation>
    </message>
    <message>
        <source>Unl&amp;ink…</source>
        <translation>L&amp;ink lösen …</translation>
    </message>
    <message>
        <source>Remove a link of the selected processes</source>
        <translation>Einen Link der ausgewählten Prozesse lösen</translation>
    </message>
    <message>
        <source>&amp;Monitor…</source>
        <translation>&amp;Monitor setzen …</translation>
    </message>
    <message>
        <source>Have the selected processes monitor another one</source>
        <translation>Die ausgewählten Prozesse einen anderen überwachen lassen</translation>
    </message>
    <message>
        <source>Re&amp;gister a Name…</source>
        <translation>Namen &amp;registrieren …</translation>
    </message>
    <message>
        <source>Give the selected process a name, or take it</source>
        <translation>Dem ausgewählten Prozess einen Namen geben oder nehmen</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>&amp;Priorität</translation>
    </message>
    <message>
        <source>Mail&amp;box Limit…</source>
        <translation>Mailbo&amp;x begrenzen …</translation>
    </message>
    <message>
        <source>Limit the mailboxes of the selected processes</source>
        <translation>Die Mailboxen der ausgewählten Prozesse begrenzen</translation>
    </message>
    <message>
        <source>&amp;Copy Pid</source>
        <translation>Pid &amp;kopieren</translation>
    </message>
    <message>
        <source>Put the selected processes’ pids on the clipboard</source>
        <translation>Die Pids der ausgewählten Prozesse in die Zwischenablage legen</translation>
    </message>
    <message>
        <source>End &amp;All Spawned</source>
        <translation>&amp;Alles Gestartete beenden</translation>
    </message>
    <message>
        <source>Kill every process that was spawned by hand, and what those have spawned</source>
        <translation>Jeden von Hand gestarteten Prozess töten, und was diese gestartet haben</translation>
    </message>
    <message>
        <source>Suspended %1</source>
        <translation>Suspendiert: %1</translation>
    </message>
    <message>
        <source>Resumed %1</source>
        <translation>Fortgesetzt: %1</translation>
    </message>
    <message>
        <source>Link Processes</source>
        <translation>Prozesse verlinken</translation>
    </message>
    <message>
        <source>When one of two linked processes ends for another reason than normal, the other ends too, unless it traps exits.</source>
        <translation>Wenn einer von zwei verlinkten Prozessen aus einem anderen Grund als normal endet, endet auch der andere, außer er fängt Exits ab.</translation>
    </message>
    <message>
        <source>&amp;Link</source>
        <translation>Ver&amp;linken</translation>
    </message>
    <message>
        <source>Linked %1 with %2</source>
        <translation>Verlinkt: %1 mit %2</translation>
    </message>
    <message>
        <source>Remove a Link</source>
        <translation>Einen Link lösen</translation>
    </message>
    <message>
        <source>After that the end of one no longer affects the other.</source>
        <translation>Danach betrifft das Ende des einen den anderen nicht mehr.</translation>
    </message>
    <message>
        <source>&amp;Unlink</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>Unlinked %1 from %2</source>
        <translation>Link gelöst: %1 von %2</translation>
    </message>
    <message>
        <source>Monitor a Process</source>
        <translation>Einen Prozess überwachen</translation>
    </message>
    <message>
        <source>When the other process ends, this one is sent a &apos;DOWN&apos; message, whether its code expects it or not.</source>
        <translation>Wenn der andere Prozess endet, erhält dieser eine &apos;DOWN&apos;-Nachricht, ob sein Code sie erwartet oder nicht.</translation>
    </message>
    <message>
        <source>&amp;Monitor</source>
        <translation>Über&amp;wachen</translation>
    </message>
    <message>
        <source>%1 monitors %2</source>
        <translation>%1 überwacht %2</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Give the selected processes the priority %1</source>
        <translation>Den ausgewählten Prozessen die Priorität %1 geben</translation>
    </message>
    <message>
        <source>Gave %1 the priority %2</source>
        <translation>%1 hat die Priorität %2</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes</source>
        <translation>
            <numerusform>%Ln Prozess</numerusform>
            <numerusform>%Ln Prozesse</numerusform>
        </translation>
    </message>
    <message>
        <source>not for %1 of %2, the last of them since %3</source>
        <translation>bei %1 von %2 nicht, beim letzten deshalb: %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Sent %1 the exit signal %2</source>
        <translation>Exit-Signal %2 an %1 gesendet</translation>
    </message>
    <message>
        <source>Restarted %1</source>
        <translation>Neu gestartet: %1</translation>
    </message>
    <message>
        <source>Send a Message</source>
        <translation>Eine Nachricht senden</translation>
    </message>
    <message>
        <source>A term in Erlang’s notation. Self stands for a process whose messages are shown as notices.</source>
        <translation>Ein Term in Erlangs Schreibweise. Self steht für einen Prozess, dessen Nachrichten als Meldungen gezeigt werden.</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Nachricht</translation>
    </message>
    <message>
        <source>Sent %1 %2</source>
        <translation>An %1 gesendet: %2</translation>
    </message>
    <message>
        <source>&amp;Other process, by pid or name</source>
        <translation>&amp;Anderer Prozess, nach Pid oder Name</translation>
    </message>
    <message>
        <source>Give a pid, such as &lt;0.12.0&gt;, or a registered name.</source>
        <translation>Geben Sie eine Pid an, etwa &lt;0.12.0&gt;, oder einen registrierten Namen.</translation>
    </message>
    <message>
        <source>There is no such process.</source>
        <translation>Es gibt keinen solchen Prozess.</translation>
    </message>
    <message>
        <source>Register a Name</source>
        <translation>Einen Namen registrieren</translation>
    </message>
    <message>
        <source>An atom under which the process can be found.</source>
        <translation>Ein Atom, unter dem der Prozess zu finden ist.</translation>
    </message>
    <message>
        <source>&amp;Register</source>
        <translation>&amp;Registrieren</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>Ä&amp;ndern</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Took the name of %1</source>
        <translation>Name genommen: %1</translation>
    </message>
    <message>
        <source>Registered %1</source>
        <translation>Registriert: %1</translation>
    </message>
    <message>
        <source>Bound a Mailbox</source>
        <translation>Eine Mailbox begrenzen</translation>
    </message>
    <message>
        <source>What is to happen when more messages wait than this. 0 takes a limit back.</source>
        <translation>Was geschehen soll, wenn mehr Nachrichten warten als so viele. 0 hebt eine Grenze auf.</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Setzen</translation>
    </message>
    <message>
        <source>&amp;Messages</source>
        <translation>&amp;Nachrichten</translation>
    </message>
    <message>
        <source>Who sends to it waits</source>
        <translation>Wer ihm sendet, wartet</translation>
    </message>
    <message>
        <source>It is ended</source>
        <translation>Er wird beendet</translation>
    </message>
    <message>
        <source>&amp;Past that</source>
        <translation>&amp;Darüber hinaus</translation>
    </message>
    <message>
        <source>Took the limit of %1</source>
        <translation>Grenze aufgehoben: %1</translation>
    </message>
    <message>
        <source>Bounded the mailbox of %1</source>
        <translation>Mailbox begrenzt: %1</translation>
    </message>
    <message>
        <source>Everything that was spawned by hand is being ended</source>
        <translation>Alles von Hand Gestartete wird beendet</translation>
    </message>
    <message>
        <source>Se&amp;nd a Message…</source>
        <translation>Na&amp;chricht senden …</translation>
    </message>
    <message>
        <source>It is registered as %1. An empty field takes the name away.</source>
        <translation>Er ist als %1 registriert. Ein leeres Feld nimmt den Namen weg.</translation>
    </message>
</context>
<context>
    <name>factorama::ProcessModel</name>
    <message>
        <source>dead</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>%1&lt;br&gt;It has ended; this is what it was last seen with.</source>
        <translation>%1&lt;br&gt;Er ist beendet; so wurde er zuletzt gesehen.</translation>
    </message>
</context>
<context>
    <name>factorama::ProcessesView</name>
    <message>
        <source>reductions</source>
        <translation>Reduktionen</translation>
    </message>
    <message>
        <source>mailbox growth</source>
        <translation>Mailbox-Wachstum</translation>
    </message>
    <message>
        <source>memory growth</source>
        <translation>Speicherwachstum</translation>
    </message>
    <message>
        <source>Top %1 by %2, %3 s</source>
        <translation>Top %1 nach %2, %3 s</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln processes</source>
        <translation>
            <numerusform>%1 von %Ln Prozess</numerusform>
            <numerusform>%1 von %Ln Prozessen</numerusform>
        </translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln processes can be selected at once: the first ones of them are.</source>
        <translation>
            <numerusform>Höchstens %Ln Prozess kann ausgewählt sein: der erste ist es.</numerusform>
            <numerusform>Höchstens %Ln Prozesse können zugleich ausgewählt sein: die ersten davon sind es.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Jump to a Process…</source>
        <translation>Zu einem Prozess sprin&amp;gen …</translation>
    </message>
    <message>
        <source>Go to a process by its pid or name</source>
        <translation>Zu einem Prozess gehen, nach Pid oder Name</translation>
    </message>
    <message>
        <source>Keep the selected processes at the top of the table, or no longer</source>
        <translation>Die ausgewählten Prozesse oben in der Tabelle halten oder nicht mehr</translation>
    </message>
    <message>
        <source>Copy &amp;Rows</source>
        <translation>&amp;Zeilen kopieren</translation>
    </message>
    <message>
        <source>Put the selected rows on the clipboard, as text</source>
        <translation>Die ausgewählten Zeilen als Text in die Zwischenablage legen</translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln rows</source>
        <translation>
            <numerusform>%Ln Zeile kopiert</numerusform>
            <numerusform>%Ln Zeilen kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Choose the columns of the process table</source>
        <translation>Die Spalten der Prozesstabelle wählen</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Top</translation>
    </message>
    <message>
        <source>Show only the processes that did or grew the most lately</source>
        <translation>Nur die Prozesse zeigen, die zuletzt am meisten taten oder wuchsen</translation>
    </message>
    <message>
        <source>&amp;All Processes</source>
        <translation>&amp;Alle Prozesse</translation>
    </message>
    <message>
        <source>Top by &amp;Reductions</source>
        <translation>Top nach &amp;Reduktionen</translation>
    </message>
    <message>
        <source>Top by Mail&amp;box Growth</source>
        <translation>Top nach Mail&amp;box-Wachstum</translation>
    </message>
    <message>
        <source>Top by &amp;Memory Growth</source>
        <translation>Top nach &amp;Speicherwachstum</translation>
    </message>
    <message numerus="yes">
        <source>%Ln Processes</source>
        <translation>
            <numerusform>%Ln Prozess</numerusform>
            <numerusform>%Ln Prozesse</numerusform>
        </translation>
    </message>
    <message>
        <source>Over the Last %1 s</source>
        <translation>Über die letzten %1 s</translation>
    </message>
    <message>
        <source>As at the &amp;First Start</source>
        <translation>Wie beim &amp;ersten Start</translation>
    </message>
    <message>
        <source>There is no process %1.</source>
        <translation>Es gibt keinen Prozess %1.</translation>
    </message>
    <message>
        <source>“%1” is no pid, and no process is registered under that name.</source>
        <translation>„%1“ ist keine Pid, und kein Prozess ist unter diesem Namen registriert.</translation>
    </message>
    <message>
        <source>%1 is alive, but not in the top list that is shown.</source>
        <translation>%1 lebt, steht aber nicht in der gezeigten Top-Liste.</translation>
    </message>
    <message>
        <source>%1 is alive, but the filter hides it.</source>
        <translation>%1 lebt, aber der Filter verbirgt ihn.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes</source>
        <translation>
            <numerusform>%Ln Prozess</numerusform>
            <numerusform>%Ln Prozesse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected, %1</source>
        <translation>
            <numerusform>%Ln ausgewählt, %1</numerusform>
            <numerusform>%Ln ausgewählt, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>No processes.
Spawn one, or start a factorization.</source>
        <translation>Keine Prozesse.
Starten Sie einen Prozess oder eine Faktorisierung.</translation>
    </message>
    <message>
        <source>No process has added anything in the last %1 s.</source>
        <translation>In den letzten %1 s kam bei keinem Prozess etwas dazu.</translation>
    </message>
    <message>
        <source>No process matches “%1”.</source>
        <translation>Kein Prozess passt zu „%1“.</translation>
    </message>
    <message>
        <source>The colours of the rows:</source>
        <translation>Die Farben der Zeilen:</translation>
    </message>
    <message>
        <source>new in the last two seconds</source>
        <translation>neu in den letzten zwei Sekunden</translation>
    </message>
    <message>
        <source>did or received something</source>
        <translation>tat oder erhielt etwas</translation>
    </message>
    <message>
        <source>dead; stays for two seconds (of many, the first %1)</source>
        <translation>tot; bleibt zwei Sekunden (bei vielen die ersten %1)</translation>
    </message>
    <message>
        <source>Fav&amp;ourite</source>
        <translation>Fa&amp;vorit</translation>
    </message>
</context>
<context>
    <name>factorama::ResultsModel</name>
    <message>
        <source>lost: %1</source>
        <translation>verloren: %1</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Prime factors</source>
        <translation>Primfaktoren</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
</context>
<context>
    <name>factorama::SchedulersView</name>
    <message>
        <source>Schedulers online</source>
        <translation>Scheduler online</translation>
    </message>
    <message>
        <source>How many schedulers run processes</source>
        <translation>Wie viele Scheduler Prozesse ausführen</translation>
    </message>
    <message>
        <source>Schedulers &amp;online</source>
        <translation>Scheduler &amp;online</translation>
    </message>
    <message>
        <source>What is drawn of each scheduler</source>
        <translation>Was von jedem Scheduler gezeichnet wird</translation>
    </message>
    <message>
        <source>Utilization</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Searching for work</source>
        <translation>Suche nach Arbeit</translation>
    </message>
    <message>
        <source>Run queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Steals a second</source>
        <translation>Diebstähle je Sekunde</translation>
    </message>
    <message>
        <source>Migrations a second</source>
        <translation>Migrationen je Sekunde</translation>
    </message>
    <message>
        <source>Processes that were moved here by stealing, several at a time</source>
        <translation>Prozesse, die durch Stehlen hierherkamen, mehrere auf einmal</translation>
    </message>
    <message>
        <source>How far the charts look back</source>
        <translation>Wie weit die Diagramme zurückschauen</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 Minuten</translation>
    </message>
    <message>
        <source>running</source>
        <translation>arbeitet</translation>
    </message>
    <message>
        <source>searching</source>
        <translation>sucht</translation>
    </message>
    <message>
        <source>timers</source>
        <translation>Timer</translation>
    </message>
    <message>
        <source>Charts of the schedulers</source>
        <translation>Diagramme der Scheduler</translation>
    </message>
    <message>
        <source>Point at a chart, or use the arrow keys, to read its values</source>
        <translation>Auf ein Diagramm zeigen oder die Pfeiltasten benutzen, um seine Werte zu lesen</translation>
    </message>
    <message>
        <source>Waiting for the first measurements of the schedulers.</source>
        <translation>Es wird auf die ersten Messungen der Scheduler gewartet.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>Scheduler %1, %2: offline</source>
        <translation>Scheduler %1, %2: offline</translation>
    </message>
    <message>
        <source>Scheduler %1, %2: running %3, searching %4, timers %5, idle %6; run queue %7; %8 steals, %9 migrations a second</source>
        <translation>Scheduler %1, %2: arbeitet %3, sucht %4, Timer %5, untätig %6; Warteschlange %7; %8 Diebstähle, %9 Migrationen je Sekunde</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>Scheduler</translation>
    </message>
    <message>
        <source>Scheduler %1, %2 ago: not measured</source>
        <translation>Scheduler %1, vor %2: nicht gemessen</translation>
    </message>
    <message>
        <source>%1 of %2 online, %3 busy, %4 queued, %5 steals and %6 migrations a second</source>
        <translation>%1 von %2 online, %3 ausgelastet, %4 warten, %5 Diebstähle und %6 Migrationen je Sekunde</translation>
    </message>
    <message>
        <source>%1; dirty workers: %2 busy, %3 jobs queued</source>
        <translation>%1; Dirty-Scheduler: %2 beschäftigt, %3 Aufträge warten</translation>
    </message>
    <message>
        <source>Scheduler %1 – offline</source>
        <translation>Scheduler %1 – offline</translation>
    </message>
    <message>
        <source>Scheduler %1 – %2 – queue %3</source>
        <translation>Scheduler %1 – %2 – wartend %3</translation>
    </message>
    <message>
        <source>Scheduler %1 – %2 steals a second</source>
        <translation>Scheduler %1 – %2 Diebstähle je Sekunde</translation>
    </message>
    <message>
        <source>Scheduler %1 – %2 migrations a second</source>
        <translation>Scheduler %1 – %2 Migrationen je Sekunde</translation>
    </message>
    <message>
        <source>Dirty workers – %1 busy – queue %2</source>
        <translation>Dirty-Scheduler – %1 beschäftigt – wartend %2</translation>
    </message>
    <message>
        <source>%1 online</source>
        <translation>%1 online</translation>
    </message>
</context>
<context>
    <name>factorama::ShortcutsWindow</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>Search by command or key</source>
        <translation>Nach Befehl oder Taste suchen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>In the graph</source>
        <translation>Im Graphen</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Closer and farther; so does the wheel</source>
        <translation>Näher und weiter; ebenso das Mausrad</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Moves the picture; so does dragging its background</source>
        <translation>Verschiebt das Bild; ebenso das Ziehen am Hintergrund</translation>
    </message>
    <message>
        <source>Fit all</source>
        <translation>Alles einpassen</translation>
    </message>
    <message>
        <source>All processes into view</source>
        <translation>Alle Prozesse ins Bild</translation>
    </message>
    <message>
        <source>Next, previous</source>
        <translation>Nächster, voriger</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Shift+Tab goes back</source>
        <translation>Umschalt+Tab geht zurück</translation>
    </message>
    <message>
        <source>Selects the next process or cluster, or the one before</source>
        <translation>Wählt den nächsten Prozess oder die nächste Gruppe, oder den davor</translation>
    </message>
    <message>
        <source>Open, close</source>
        <translation>Öffnen, schließen</translation>
    </message>
    <message>
        <source>Enter, double click</source>
        <translation>Eingabe, Doppelklick</translation>
    </message>
    <message>
        <source>Draws the processes of a cluster one by one, or no longer; lets go of what was dragged</source>
        <translation>Zeichnet die Prozesse einer Gruppe einzeln, oder nicht mehr; lässt los, was gezogen wurde</translation>
    </message>
    <message>
        <source>Close all</source>
        <translation>Alle schließen</translation>
    </message>
    <message>
        <source>No cluster is open any more</source>
        <translation>Keine Gruppe ist mehr offen</translation>
    </message>
    <message>
        <source>So many hops</source>
        <translation>So viele Schritte</translation>
    </message>
    <message>
        <source>Only what is so many links and monitors away from the selected process</source>
        <translation>Nur was so viele Links und Monitore vom ausgewählten Prozess entfernt ist</translation>
    </message>
    <message>
        <source>Everything, what fits</source>
        <translation>Alles, was passt</translation>
    </message>
    <message>
        <source>All processes; or of too many those around the selected one</source>
        <translation>Alle Prozesse; oder von zu vielen die um den ausgewählten</translation>
    </message>
    <message>
        <source>Kind of clusters</source>
        <translation>Art der Gruppen</translation>
    </message>
    <message>
        <source>If needed, none, by module, by supervisor</source>
        <translation>Bei Bedarf, keine, nach Modul, nach Supervisor</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Enter then goes from match to match</source>
        <translation>Eingabe geht dann von Treffer zu Treffer</translation>
    </message>
    <message>
        <source>Map, legend</source>
        <translation>Karte, Legende</translation>
    </message>
    <message>
        <source>Shows and hides them</source>
        <translation>Zeigt und verbirgt sie</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Escape</translation>
    </message>
    <message>
        <source>Lets go of the selected process or cluster</source>
        <translation>Lässt den ausgewählten Prozess oder die Gruppe los</translation>
    </message>
</context>
<context>
    <name>factorama::SpawnDialog</name>
    <message>
        <source>Spawn a Process</source>
        <translation>Einen Prozess starten</translation>
    </message>
    <message>
        <source>Modules</source>
        <translation>Module</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>How many processes of this kind are started</source>
        <translation>Wie viele Prozesse dieser Art gestartet werden</translation>
    </message>
    <message>
        <source>Registered name</source>
        <translation>Registrierter Name</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>An atom under which the process can be found</source>
        <translation>Ein Atom, unter dem der Prozess zu finden ist</translation>
    </message>
    <message>
        <source>How &amp;many</source>
        <translation>&amp;Wie viele</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Spawn</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Spawn</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>This node has no modules that could be spawned from here.</source>
        <translation>Dieser Knoten hat keine Module, die sich von hier starten ließen.</translation>
    </message>
    <message>
        <source>Understands</source>
        <translation>Versteht</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>Dokumentation</translation>
    </message>
    <message>
        <source>Spawned %1</source>
        <translation>Gestartet: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes of %1 are being started; a notice tells when they are</source>
        <translation>
            <numerusform>%Ln Prozess von %1 wird gestartet; eine Meldung sagt, wann er es ist</numerusform>
            <numerusform>%Ln Prozesse von %1 werden gestartet; eine Meldung sagt, wann sie es sind</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::SupervisionModel</name>
    <message>
        <source>a child</source>
        <translation>ein Kind</translation>
    </message>
    <message>
        <source>Pid</source>
        <translation>Pid</translation>
    </message>
    <message>
        <source>Registered name, else the child’s identifier, else what it was started with</source>
        <translation>Registrierter Name, sonst die Kennung des Kindes, sonst womit es gestartet wurde</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>What the process does at the moment</source>
        <translation>Was der Prozess gerade tut</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>A supervisor’s strategy: whom a child’s end takes along.
A child’s restart type: after which ends it is started again.</source>
        <translation>Strategie eines Supervisors: wen das Ende eines Kindes mitnimmt.
Restart-Typ eines Kindes: nach welchem Ende es wieder gestartet wird.</translation>
    </message>
    <message>
        <source>Strategy, Restart</source>
        <translation>Strategie, Restart</translation>
    </message>
    <message>
        <source>A supervisor’s restarts that are left: past that it gives up and ends.
How often a child was started again.</source>
        <translation>Neustarts, die ein Supervisor noch hat: Danach gibt er auf und endet.
Wie oft ein Kind wieder gestartet wurde.</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>Children of a supervisor</source>
        <translation>Kinder eines Supervisors</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Kinder</translation>
    </message>
    <message>
        <source>Messages waiting in the mailbox</source>
        <translation>Nachrichten, die in der Mailbox warten</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more</source>
        <translation>
            <numerusform>… %Ln weiterer</numerusform>
            <numerusform>… %Ln weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes without a supervisor</source>
        <translation>
            <numerusform>%Ln Prozess ohne Supervisor</numerusform>
            <numerusform>%Ln Prozesse ohne Supervisor</numerusform>
        </translation>
    </message>
    <message>
        <source>would end</source>
        <translation>würde enden</translation>
    </message>
    <message>
        <source>would restart</source>
        <translation>würde neu starten</translation>
    </message>
    <message>
        <source>would be told</source>
        <translation>würde es erfahren</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>dynamic</source>
        <translation>dynamisch</translation>
    </message>
    <message>
        <source>significant</source>
        <translation>significant</translation>
    </message>
    <message>
        <source>%1 of %2 left</source>
        <translation>noch %1 von %2</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Press Enter, or click, to show the next ones</source>
        <translation>Eingabetaste drücken oder klicken, um die nächsten zu zeigen</translation>
    </message>
    <message>
        <source>They are in the process table; nobody starts them again when they end</source>
        <translation>Sie stehen in der Prozesstabelle; niemand startet sie wieder, wenn sie enden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln restarts in the last %1 s; with more than %2 it gives up and ends with all its children</source>
        <translation>
            <numerusform>%Ln Neustart in den letzten %1 s; bei mehr als %2 gibt er auf und endet mit all seinen Kindern</numerusform>
            <numerusform>%Ln Neustarts in den letzten %1 s; bei mehr als %2 gibt er auf und endet mit all seinen Kindern</numerusform>
        </translation>
    </message>
    <message>
        <source>identifier %1</source>
        <translation>Kennung %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>restart %1, shutdown %2</source>
        <translation>restart %1, shutdown %2</translation>
    </message>
</context>
<context>
    <name>factorama::SupervisionView</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>E&amp;xpand All</source>
        <translation>A&amp;usklappen</translation>
    </message>
    <message>
        <source>C&amp;ollapse All</source>
        <translation>E&amp;inklappen</translation>
    </message>
    <message>
        <source>S&amp;trategy</source>
        <translation>Strate&amp;gie</translation>
    </message>
    <message>
        <source>Search the supervision tree</source>
        <translation>Den Supervisor-Baum durchsuchen</translation>
    </message>
    <message>
        <source>Search by name, identifier, module or pid</source>
        <translation>Nach Name, Kennung, Modul oder Pid suchen</translation>
    </message>
    <message>
        <source>Enter goes to the next match, Shift+Enter to the one before</source>
        <translation>Eingabe geht zum nächsten Treffer, Umschalt+Eingabe zum vorigen</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>Alles ausklappen</translation>
    </message>
    <message>
        <source>Show what is below every supervisor</source>
        <translation>Zeigen, was unter jedem Supervisor ist</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Alles einklappen</translation>
    </message>
    <message>
        <source>Hide what is below every supervisor</source>
        <translation>Verbergen, was unter jedem Supervisor ist</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Change whom the end of a child takes along, while the selected supervisor runs</source>
        <translation>Ändern, wen das Ende eines Kindes mitnimmt, während der ausgewählte Supervisor läuft</translation>
    </message>
    <message>
        <source>Only the child that ended is started again</source>
        <translation>Nur das Kind, das endete, wird wieder gestartet</translation>
    </message>
    <message>
        <source>All children are stopped and started again</source>
        <translation>Alle Kinder werden beendet und wieder gestartet</translation>
    </message>
    <message>
        <source>Those that were started after it are started again too</source>
        <translation>Die nach ihm gestarteten werden auch wieder gestartet</translation>
    </message>
    <message>
        <source>Supervision tree</source>
        <translation>Supervisor-Baum</translation>
    </message>
    <message>
        <source>No supervisor is running.
Start the demonstration, or spawn supervised_hash_it.</source>
        <translation>Es läuft kein Supervisor.
Starten Sie die Demonstration oder supervised_hash_it.</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
    <message>
        <source>%1 follows %2 from now on</source>
        <translation>%1 folgt von jetzt an %2</translation>
    </message>
    <message>
        <source>The strategy of %1 stays as it is: %2</source>
        <translation>Die Strategie von %1 bleibt, wie sie ist: %2</translation>
    </message>
</context>
<context>
    <name>factorama::TableExport</name>
    <message>
        <source>%1 is no ordinary file: choose another name.</source>
        <translation>%1 ist keine gewöhnliche Datei: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Is the folder there, and may you write to it?</source>
        <translation>%1 lässt sich nicht schreiben: %2. Gibt es den Ordner, und dürfen Sie darin schreiben?</translation>
    </message>
    <message>
        <source>%1 could not be written to its end: %2. Is the disk full? What was there before is still there.</source>
        <translation>%1 ließ sich nicht zu Ende schreiben: %2. Ist der Datenträger voll? Was zuvor da war, ist noch da.</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 wurde nicht geschrieben: %2</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>The table changed while it was being written; nothing was exported. Try again.</source>
        <translation>Die Tabelle änderte sich, während sie geschrieben wurde; es wurde nichts exportiert. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Ebene</translation>
    </message>
</context>
<context>
    <name>factorama::Tour</name>
    <message>
        <source>&amp;Back</source>
        <translation>Zurü&amp;ck</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Skip the tour</source>
        <translation>Den Rundgang überspringen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>factorama::WindowTools</name>
    <message>
        <source>&amp;Command Palette…</source>
        <translation>B&amp;efehlspalette …</translation>
    </message>
    <message>
        <source>Find any command by typing, or a process by its pid or name</source>
        <translation>Jeden Befehl durch Tippen finden, oder einen Prozess nach Pid oder Name</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Write a table as CSV or JSON, or a picture of a view as PNG or SVG</source>
        <translation>Eine Tabelle als CSV oder JSON schreiben, oder das Bild einer Ansicht als PNG oder SVG</translation>
    </message>
    <message>
        <source>Factorama &amp;Help</source>
        <translation>Factorama-&amp;Hilfe</translation>
    </message>
    <message>
        <source>What the view in hand shows, and how to read it</source>
        <translation>Was die gewählte Ansicht zeigt und wie man sie liest</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>All commands and their keys</source>
        <translation>Alle Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>A minute’s walk through the window</source>
        <translation>In einer Minute durch das Fenster</translation>
    </message>
    <message>
        <source>Demonstrations</source>
        <translation>Demonstrationen</translation>
    </message>
    <message>
        <source>Start something worth seeing with one click, or end it</source>
        <translation>Etwas Sehenswertes mit einem Klick starten oder beenden</translation>
    </message>
    <message>
        <source>No process is selected, or the selected one has ended</source>
        <translation>Kein Prozess ist ausgewählt, oder der ausgewählte ist beendet</translation>
    </message>
    <message>
        <source>No numbers are entered, or a factorization is running</source>
        <translation>Keine Zahlen sind eingegeben, oder eine Faktorisierung läuft</translation>
    </message>
    <message>
        <source>No factorization is running</source>
        <translation>Es läuft keine Faktorisierung</translation>
    </message>
    <message>
        <source>On this node nothing can be spawned from here</source>
        <translation>Auf diesem Knoten lässt sich von hier nichts starten</translation>
    </message>
    <message>
        <source>Press F1 in this panel to read what it shows.</source>
        <translation>Mit F1 in diesem Bereich nachlesen, was er zeigt.</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>The whole window</source>
        <translation>Das ganze Fenster</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Welcome to Factorama</source>
        <translation>Willkommen bei Factorama</translation>
    </message>
    <message>
        <source>In this window runs a whole actor system: processes as in Erlang, that share nothing and send each other messages. You can watch every one of them. This takes a minute; the arrow keys or Next go on, Escape skips.</source>
        <translation>In diesem Fenster läuft ein ganzes Actor-System: Prozesse wie in Erlang, die nichts teilen und sich Nachrichten senden. Sie können jedem von ihnen zusehen. Das dauert eine Minute; die Pfeiltasten oder Weiter gehen weiter, Escape überspringt.</translation>
    </message>
    <message>
        <source>Every process that is alive, with what it does, how many messages wait for it and how much work it has done. Click a title to sort, type above to filter. What you select here is selected everywhere.</source>
        <translation>Jeder lebende Prozess: was er tut, wie viele Nachrichten auf ihn warten und wie viel er gearbeitet hat. Ein Klick auf einen Spaltentitel sortiert, die Zeile darüber filtert. Was Sie hier auswählen, ist überall ausgewählt.</translation>
    </message>
    <message>
        <source>Something to look at</source>
        <translation>Etwas zum Ansehen</translation>
    </message>
    <message>
        <source>One click starts a small system: a supervision tree, a ring of links, a crash storm, a hundred thousand processes. The same click ends it.</source>
        <translation>Ein Klick startet ein kleines System: einen Supervisor-Baum, einen Ring von Links, einen Sturm von Abstürzen, hunderttausend Prozesse. Derselbe Klick beendet es.</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Give it numbers and press Start: processes factorize them, spread over all schedulers as the strategy says. The results come as they are found.</source>
        <translation>Zahlen eingeben und Starten drücken: Prozesse faktorisieren sie, auf alle Scheduler verteilt, wie es die Strategie sagt. Die Ergebnisse kommen, sobald sie gefunden sind.</translation>
    </message>
    <message>
        <source>Schedulers</source>
        <translation>Scheduler</translation>
    </message>
    <message>
        <source>One scheduler a core runs the processes. Here you see how busy each is, and can take some offline.</source>
        <translation>Ein Scheduler je Kern führt die Prozesse aus. Hier sehen Sie, wie ausgelastet jeder ist, und können welche offline nehmen.</translation>
    </message>
    <message>
        <source>Links and monitors</source>
        <translation>Links und Monitore</translation>
    </message>
    <message>
        <source>Who is linked with whom, and who monitors whom. Kill a process with Del and watch whom it takes along.</source>
        <translation>Wer mit wem verlinkt ist und wer wen überwacht. Töten Sie einen Prozess mit Entf, und sehen Sie, wen er mitnimmt.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Crashes, restarts and everything else that is worth a line.</source>
        <translation>Abstürze, Neustarts und alles andere, was eine Zeile wert ist.</translation>
    </message>
    <message>
        <source>Everything by keyboard</source>
        <translation>Alles mit der Tastatur</translation>
    </message>
    <message>
        <source>Ctrl+Shift+P finds any command, or a process by name or pid. F1 explains the view that you are in. Enjoy!</source>
        <translation>Strg+Umschalt+P findet jeden Befehl, oder einen Prozess nach Name oder Pid. F1 erklärt die Ansicht, in der Sie gerade sind. Viel Freude!</translation>
    </message>
</context>
<context>
    <name>factorama::WorkModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 (%2 so far)</source>
        <translation>%1 (bisher %2)</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>%1 works on %2&lt;br&gt;%3</source>
        <translation>%1 arbeitet an %2&lt;br&gt;%3</translation>
    </message>
    <message>
        <source>A number that is being worked on; those that take less than a turn are not seen here</source>
        <translation>Eine Zahl, an der gearbeitet wird; was weniger als einen Zug dauert, ist hier nicht zu sehen</translation>
    </message>
    <message>
        <source>The process that works on it</source>
        <translation>Der Prozess, der daran arbeitet</translation>
    </message>
    <message>
        <source>How long it has been working on it</source>
        <translation>Wie lange er schon daran arbeitet</translation>
    </message>
    <message>
        <source>How far it is, where the algorithm can know that; else what it does</source>
        <translation>Wie weit er ist, wo der Algorithmus das wissen kann; sonst, was er tut</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>factorama::WorkTable</name>
    <message>
        <source>Numbers in work</source>
        <translation>Zahlen in Arbeit</translation>
    </message>
    <message>
        <source>100 in work, 100 waiting</source>
        <translation>100 in Arbeit, 100 warten</translation>
    </message>
    <message>
        <source>%1 in work, of which %2 are shown, %3 waiting</source>
        <translation>%1 in Arbeit, davon %2 gezeigt, %3 warten</translation>
    </message>
    <message>
        <source>%1 in work, %2 waiting</source>
        <translation>%1 in Arbeit, %2 warten</translation>
    </message>
</context>
</TS>
