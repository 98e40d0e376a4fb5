import type { DetailKey } from '../detail-text.ts';

/** Sentences of the server, whose own language is English, with what stands in them. */
export const details: Readonly<Record<DetailKey, string>> = {
  missing: 'Das Feld {{field}} fehlt.',
  object: 'Das Feld {{field}} muss ein Objekt sein.',
  list: 'Das Feld {{field}} muss eine Liste sein.',
  text: 'Das Feld {{field}} muss ein Text sein.',
  whole: '{{field}} muss eine ganze Zahl sein.',
  boolean: '{{field}} muss wahr oder falsch sein.',
  atLeast: 'Das Feld {{field}} muss mindestens {{least}} sein.',
  atMost: 'Das Feld {{field}} darf höchstens {{most}} sein.',
  multiple: 'Das Feld {{field}} muss ein Vielfaches von {{of}} sein.',
  entriesAtLeast: 'Das Feld {{field}} braucht mindestens {{least}} Einträge.',
  entriesAtMost: 'Das Feld {{field}} darf höchstens {{most}} Einträge haben.',
  charactersAtLeast: 'Das Feld {{field}} braucht mindestens {{least}} Zeichen.',
  charactersAtMost: 'Das Feld {{field}} darf höchstens {{most}} Zeichen haben.',
  form: 'Das Feld {{field}} hat nicht die vorgesehene Form oder liegt außerhalb des erlaubten Bereichs.',
  unknown: 'Das Feld {{field}} hat keinen der vorgesehenen Werte.',
  nameTaken: 'Der Name {{name}} ist vergeben. Wählen Sie einen anderen.',
  onlyAdministrator: '{{name}} ist der einzige Administrator. Geben Sie zuerst jemand anderem die Rolle Administrator.',
  codeExists: 'Den Handshake-Code {{code}} gibt es schon. Wählen Sie einen anderen.',
  organizationUnknown:
    'Keine Lizenzdatei nennt die Organisation {{organization}}. Ein Code beginnt mit einer Organisations-ID und „-“.',
  noItem: 'Die Organisation {{organization}} hat keinen Lizenzposten {{item}}. Wählen Sie einen von ihren Posten.',
  isDefault:
    '{{code}} ist der Standardcode der Organisation {{organization}}. Machen Sie zuerst einen anderen Code zum Standard.',
  accessRule:
    'Eine Zugangsregel ist eine Geräte-UUID, ein Gerätename mit *, eine Adresse oder ein Bereich wie 10.0.0.0/8.',
  reservationNames: 'Jede Reservierung braucht einen eigenen Namen.',
  vendorUnknown: 'Der Anbieter {{vendor}} ist hier nicht bekannt. Lesen Sie zuerst eine Lizenzdatei von ihm ein.',
  exportStopped: 'Die Ausgabe wurde abgebrochen. Nichts ist verloren: Geben Sie das Bündel noch einmal aus.',
  noRoom:
    'Für {{path}} ist kein Platz mehr. Schaffen Sie Platz auf diesem Laufwerk oder wählen Sie einen anderen Ort, dann versuchen Sie es noch einmal.',
  tooLargeForDrive:
    '{{path}} ist größer, als dieses Laufwerk eine Datei fassen kann. Nehmen Sie eines, das mit exFAT, NTFS, ext4 oder APFS formatiert ist.',
  readOnly:
    'Das Laufwerk von {{path}} ist schreibgeschützt. Heben Sie den Schreibschutz auf oder wählen Sie einen anderen Ort, dann versuchen Sie es noch einmal.',
  notAllowed:
    'Dieses Konto darf {{path}} nicht benutzen. Geben Sie ihm das Recht dazu oder wählen Sie einen anderen Ort, dann versuchen Sie es noch einmal.',
  driveGone:
    'Das Laufwerk von {{path}} antwortet nicht mehr. Prüfen Sie, ob es eingesteckt und in Ordnung ist, dann versuchen Sie es noch einmal.',
  folderMissing:
    'Den Ordner von {{path}} gibt es nicht. Legen Sie ihn an oder wählen Sie einen anderen Ort, dann versuchen Sie es noch einmal.',
  noFolder:
    '{{path}} ist eine Datei oder liegt in einer, wo ein Ordner gebraucht wird. Wählen Sie einen anderen Ort, dann versuchen Sie es noch einmal.',
  fileExists: '{{path}} gibt es schon. Wählen Sie einen anderen Namen oder entfernen Sie die Datei zuerst.',
  notFolder: '{{path}} ist kein Ordner. Wählen Sie einen Ordner.',
  notFile: '{{path}} ist keine gewöhnliche Datei. Wählen Sie einen Dateinamen.',
  readBackDiffers:
    '{{path}} las sich anders zurück, als es geschrieben wurde. Trauen Sie diesem Laufwerk nicht; nehmen Sie ein anderes.',
  otherSite:
    'Die Lizenzdatei wurde für den Standort {{other}} ausgestellt; dies ist {{site}}. Lesen Sie sie dort ein, oder senden Sie dem Anbieter die Aktivierungsanfrage dieses Standorts.',
  otherKey:
    'Die Lizenzdatei ist an einen anderen Schlüssel gebunden als den jetzigen dieses Standorts. Senden Sie dem Anbieter die Aktivierungsanfrage dieses Standorts noch einmal und lesen Sie die Lizenzdatei ein, die zurückkommt.',
  superseded:
    'Die Lizenzdatei {{serial}} der Organisation {{organization}} ist nicht neuer als eine, die schon eingelesen ist. Lesen Sie die neueste Datei ein, die der Anbieter gesandt hat.',
  contradicts:
    'Die Lizenzdatei widerspricht einer früheren bei {{field}}: Organisation, Produkt und Zählweise eines Postens ändern sich nie. Bitten Sie den Anbieter um eine richtige.',
  answerForOtherSite: 'Die Bestätigung ist für den Standort {{other}}; dies ist {{site}}. Lesen Sie sie dort ein.',
  answerNeverMade:
    'Die Bestätigung ist für das Bündel {{seq}} der Epoche {{epoch}}, das hier nie erzeugt wurde. Prüfen Sie, ob sie für diesen Standort ist; nach einer Wiederherstellung senden Sie das neueste Bündel und lesen die Antwort darauf ein.',
  answerForOtherBundle:
    'Die Bestätigung ist für ein anderes Bündel {{seq}} der Epoche {{epoch}} als das, das hier erzeugt wurde. Sagen Sie dem Anbieter: Es gibt zwei Bündel mit einer Nummer.',
  isBundle:
    'Dies ist ein Sync-Bündel, das vom Standort zum Anbieter reist. Senden Sie es dem Anbieter und lesen Sie die Bestätigung ein, die zurückkommt.',
  isRequest:
    'Dies ist eine Aktivierungsanfrage, die vom Standort zum Anbieter reist. Senden Sie sie dem Anbieter und lesen Sie die Lizenzdatei ein, die zurückkommt.',
  isLease:
    'Dies ist der Lease eines Geräts, das sich nie verbindet. Bringen Sie ihn zu diesem Gerät und installieren Sie ihn dort.',
  unreadable:
    'Diese Datei lässt sich nicht oder nicht mehr lesen: Es ist ein Ordner, sie wurde geändert, oder ihr Laufwerk ist weg. Bringen Sie die Datei noch einmal.',
  isBackup:
    'Dies ist eine Sicherung eines Standorts. Sie wird nicht eingelesen, sondern wiederhergestellt: Halten Sie den Server an und führen Sie „causeway restore“ aus.',
  relayMissing: 'Geben Sie Name oder Adresse des Mail-Relays ein.',
  senderMissing: 'Geben Sie die Adresse ein, von der Warnungen gesendet werden.',
  recipientMissing: 'Geben Sie mindestens eine Adresse ein, an die gesendet wird.',
  webhookMissing: 'Geben Sie die Adresse ein, an die Warnungen gesendet werden.',
  syslogMissing: 'Geben Sie Name oder Adresse des Syslog-Servers ein.',
  relayTook: 'Das Mail-Relay hat die Nachricht angenommen. Sehen Sie nach, ob sie bei jedem Empfänger ankommt.',
  relayRefusedSome: 'Das Mail-Relay hat diese Empfänger abgelehnt: {{recipients}}.',
  webhookTook: 'Der Webhook hat die Nachricht angenommen.',
  webhookAnswered:
    'Der Webhook antwortete {{status}}. Sehen Sie dort nach, wo er empfangen wird; nur 2xx gilt als angenommen.',
  syslogSent:
    'Die Nachricht ging an den Syslog-Server. Sehen Sie nach, ob sie dort erscheint; über UDP antwortet niemand.',
  refusedConnection: '{{target}} hat die Verbindung abgewiesen. Prüfen Sie, ob dort jemand empfängt, und den Port.',
  nameUnknown:
    '{{target}} ist in diesem Netz unter diesem Namen nicht bekannt. Prüfen Sie die Schreibweise, oder geben Sie die Adresse ein.',
  noAnswer:
    '{{target}} antwortete nicht rechtzeitig. Prüfen Sie Adresse und Port, und ob eine Firewall dazwischen ist.',
  away: '{{target}} ist von diesem Rechner aus nicht erreichbar. Prüfen Sie das Netz.',
  closed: '{{target}} hat die Verbindung geschlossen. Prüfen Sie den Port, und ob dort TLS verlangt wird.',
  noTls: '{{target}} spricht dort kein TLS. Prüfen Sie den Port und die Art der Verschlüsselung.',
  untrusted:
    '{{target}} hat ein Zertifikat, dem nicht vertraut wird ({{why}}). Fügen Sie in den Einstellungen das Zertifikat seiner Stelle hinzu, oder prüfen Sie den Namen.',
  logInRefused: '{{target}} hat Benutzer oder Passwort abgelehnt: {{said}}. Geben Sie beide neu ein.',
  messageRefused: '{{target}} hat die Nachricht abgelehnt: {{said}}. Prüfen Sie Absender und Empfänger.',
  notReached: '{{target}} war nicht erreichbar: {{why}}.',
};
