<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ProcessText</name>
    <message numerus="yes">
        <source>%Ln messages wait</source>
        <translation>
            <numerusform>%Ln message waits</numerusform>
            <numerusform>%Ln messages wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 reductions</source>
        <translation>
            <numerusform>%1 reduction</numerusform>
            <numerusform>%1 reductions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::DetailModel</name>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln times</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… and %Ln more</numerusform>
            <numerusform>… and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::ExportDialog</name>
    <message numerus="yes">
        <source>%1 (%Ln rows) as CSV</source>
        <translation>
            <numerusform>%1 (%Ln row) as CSV</numerusform>
            <numerusform>%1 (%Ln rows) as CSV</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln rows) as JSON</source>
        <translation>
            <numerusform>%1 (%Ln row) as JSON</numerusform>
            <numerusform>%1 (%Ln rows) as JSON</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows are in %1</source>
        <translation>
            <numerusform>%Ln row is in %1</numerusform>
            <numerusform>%Ln rows are in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::FactorizationPanel</name>
    <message numerus="yes">
        <source>%1 of %Ln numbers in %2</source>
        <translation>
            <numerusform>%1 of %Ln number in %2</numerusform>
            <numerusform>%1 of %Ln numbers in %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 – and %Ln more</source>
        <translation>
            <numerusform>%1 – and %Ln more</numerusform>
            <numerusform>%1 – and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln numbers</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lost: %1 and %Ln more</source>
        <translation>
            <numerusform>Lost: %1 and %Ln more</numerusform>
            <numerusform>Lost: %1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 – %Ln lost</source>
        <translation>
            <numerusform>%1 – %Ln lost</numerusform>
            <numerusform>%1 – %Ln lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::FilterBar</name>
    <message numerus="yes">
        <source>(And %n more.)</source>
        <translation>
            <numerusform>(And %n more.)</numerusform>
            <numerusform>(And %n more.)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::FindingsModel</name>
    <message numerus="yes">
        <source>%1 and %Ln others</source>
        <translation>
            <numerusform>%1 and %Ln other</numerusform>
            <numerusform>%1 and %Ln others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Growing mailbox: %1. The deepest holds %Ln messages, %2 more each second.</source>
        <translation>
            <numerusform>Growing mailbox: %1. The deepest holds %Ln message, %2 more each second.</numerusform>
            <numerusform>Growing mailbox: %1. The deepest holds %Ln messages, %2 more each second.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restart loop? %Ln children of supervisor %1 ended within %2.</source>
        <translation>
            <numerusform>Restart loop? %Ln child of supervisor %1 ended within %2.</numerusform>
            <numerusform>Restart loop? %Ln children of supervisor %1 ended within %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Scheduler %1 has run for %2 of the time, with processes waiting, while %Ln others idled.</source>
        <translation>
            <numerusform>Scheduler %1 has run for %2 of the time, with processes waiting, while %Ln other idled.</numerusform>
            <numerusform>Scheduler %1 has run for %2 of the time, with processes waiting, while %Ln others idled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln messages, %2 more each second</source>
        <translation>
            <numerusform>%1: %Ln message, %2 more each second</numerusform>
            <numerusform>%1: %Ln messages, %2 more each second</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 reductions meanwhile</source>
        <translation>
            <numerusform>%1: %2 reduction meanwhile</numerusform>
            <numerusform>%1: %2 reductions meanwhile</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln ends of children</source>
        <translation>
            <numerusform>%1: %Ln end of a child</numerusform>
            <numerusform>%1: %Ln ends of children</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 reductions since the look before</source>
        <translation>
            <numerusform>%1: %2 reduction since the look before</numerusform>
            <numerusform>%1: %2 reductions since the look before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more, which are not listed</source>
        <translation>
            <numerusform>… and %Ln more, which is not listed</numerusform>
            <numerusform>… and %Ln more, which are not listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::InspectorView</name>
    <message numerus="yes">
        <source>The oldest %1 of %Ln messages</source>
        <translation>
            <numerusform>The oldest %1 of %Ln message</numerusform>
            <numerusform>The oldest %1 of %Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::KillDialog</name>
    <message numerus="yes">
        <source>%Ln processes</source>
        <translation>
            <numerusform>%Ln process</numerusform>
            <numerusform>%Ln processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes end; none of them is started again.</source>
        <translation>
            <numerusform>%Ln process ends.</numerusform>
            <numerusform>%Ln processes end; none of them is started again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes end; all of them are started again.</source>
        <translation>
            <numerusform>%Ln process ends, and is started again.</numerusform>
            <numerusform>%Ln processes end; all of them are started again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 processes end; %Ln of them are started again.</source>
        <translation>
            <numerusform>%1 processes end; %Ln of them is started again.</numerusform>
            <numerusform>%1 processes end; %Ln of them are started again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %Ln more</source>
        <translation>
            <numerusform>… %Ln more</numerusform>
            <numerusform>… %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::MailboxesView</name>
    <message numerus="yes">
        <source>%1 – %Ln at alarm</source>
        <translation>
            <numerusform>%1 – %Ln at alarm</numerusform>
            <numerusform>%1 – %Ln at alarm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 – %Ln at warning</source>
        <translation>
            <numerusform>%1 – %Ln at warning</numerusform>
            <numerusform>%1 – %Ln at warning</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages wait in the mailbox of %1: it has reached the alarm threshold of %2</source>
        <translation>
            <numerusform>%Ln message waits in the mailbox of %1: it has reached the alarm threshold of %2</numerusform>
            <numerusform>%Ln messages wait in the mailbox of %1: it has reached the alarm threshold of %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages wait in the mailbox of %1: it has reached the warning threshold of %2</source>
        <translation>
            <numerusform>%Ln message waits in the mailbox of %1: it has reached the warning threshold of %2</numerusform>
            <numerusform>%Ln messages wait in the mailbox of %1: it has reached the warning threshold of %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more mailboxes came to a threshold at the same time</source>
        <translation>
            <numerusform>%Ln more mailbox came to a threshold at the same time</numerusform>
            <numerusform>%Ln more mailboxes came to a threshold at the same time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages in all mailboxes, %1 ago</source>
        <translation>
            <numerusform>%Ln message in all mailboxes, %1 ago</numerusform>
            <numerusform>%Ln messages in all mailboxes, %1 ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages, %1 ago</source>
        <translation>
            <numerusform>%Ln message, %1 ago</numerusform>
            <numerusform>%Ln messages, %1 ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln messages in all</source>
        <translation>
            <numerusform>%Ln message in all</numerusform>
            <numerusform>%Ln messages in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::MainWindow</name>
    <message numerus="yes">
        <source>%Ln processes</source>
        <translation>
            <numerusform>%Ln process</numerusform>
            <numerusform>%Ln processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln schedulers online</source>
        <translation>
            <numerusform>%Ln scheduler online</numerusform>
            <numerusform>%Ln schedulers online</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::ObservingView</name>
    <message numerus="yes">
        <source>%1 for %Ln processes</source>
        <translation>
            <numerusform>%1 for %Ln process</numerusform>
            <numerusform>%1 for %Ln processes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::PeerModel</name>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… and %Ln more</numerusform>
            <numerusform>… and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::ProcessActions</name>
    <message numerus="yes">
        <source>%Ln processes</source>
        <translation>
            <numerusform>%Ln process</numerusform>
            <numerusform>%Ln processes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::ProcessesView</name>
    <message numerus="yes">
        <source>%1 of %Ln processes</source>
        <translation>
            <numerusform>%1 of %Ln process</numerusform>
            <numerusform>%1 of %Ln processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln processes can be selected at once: the first ones of them are.</source>
        <translation>
            <numerusform>At most %Ln process can be selected at once: the first one is.</numerusform>
            <numerusform>At most %Ln processes can be selected at once: the first ones of them are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln rows</source>
        <translation>
            <numerusform>Copied %Ln row</numerusform>
            <numerusform>Copied %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln Processes</source>
        <translation>
            <numerusform>%Ln Process</numerusform>
            <numerusform>%Ln Processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes</source>
        <translation>
            <numerusform>%Ln process</numerusform>
            <numerusform>%Ln processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected, %1</source>
        <translation>
            <numerusform>%Ln selected, %1</numerusform>
            <numerusform>%Ln selected, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::SpawnDialog</name>
    <message numerus="yes">
        <source>%Ln processes of %1 are being started; a notice tells when they are</source>
        <translation>
            <numerusform>%Ln process of %1 is being started; a notice tells when it is</numerusform>
            <numerusform>%Ln processes of %1 are being started; a notice tells when they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>factorama::SupervisionModel</name>
    <message numerus="yes">
        <source>… %Ln more</source>
        <translation>
            <numerusform>… %Ln more</numerusform>
            <numerusform>… %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes without a supervisor</source>
        <translation>
            <numerusform>%Ln process without a supervisor</numerusform>
            <numerusform>%Ln processes without a supervisor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln restarts in the last %1 s; with more than %2 it gives up and ends with all its children</source>
        <translation>
            <numerusform>%Ln restart in the last %1 s; with more than %2 it gives up and ends with all its children</numerusform>
            <numerusform>%Ln restarts in the last %1 s; with more than %2 it gives up and ends with all its children</numerusform>
        </translation>
    </message>
</context>
</TS>
