import type { Messages } from '../messages.ts';

const says = (meaning: string, next: string) => ({ meaning, next });

/** Every code of the registry in words. */
export const codes: Messages['codes'] = {
  request_malformed: says('Die Anfrage hat nicht die beschriebene Form.', 'Berichtigen Sie das genannte Feld.'),
  report_malformed: says(
    'Ein Nutzungsbericht oder einer seiner Einträge ist nicht annehmbar; nichts wurde verbucht.',
    'Berichtigen Sie den genannten Eintrag und senden Sie dieselbe Nummer erneut.',
  ),
  report_conflict: says(
    'Ein Bericht dieser Nummer wurde mit anderem Inhalt verbucht.',
    'Nummerieren Sie Unbestätigtes ab der erwarteten Nummer neu.',
  ),
  license_malformed: says(
    'Die Lizenzdatei ist beschädigt oder hat nicht die beschriebene Form.',
    'Kopieren Sie die Datei erneut; bleibt es dabei, bitten Sie den Anbieter um eine neue.',
  ),
  license_needs_newer: says(
    'Die Lizenzdatei braucht eine Fähigkeit, die diese Version nicht hat.',
    'Aktualisieren Sie Causeway und lesen Sie die Datei dann erneut ein.',
  ),
  file_unknown: says(
    'Diese Datei kann hier nicht eingelesen werden.',
    'Wählen Sie die Datei vom Anbieter oder Gerät; kopieren Sie sie erneut, falls sie beschädigt sein könnte.',
  ),
  lease_invalid: says('Der vorgelegte Lease ist nicht lesbar.', 'Fragen Sie ohne ihn erneut an.'),
  login_required: says(
    'Dafür ist eine Anmeldung oder ein Token nötig.',
    'Melden Sie sich an oder senden Sie ein gültiges Token.',
  ),
  login_failed: says(
    'Benutzername oder Passwort ist falsch.',
    'Versuchen Sie es erneut, oder setzen Sie das Passwort am Server per Befehl zurück.',
  ),
  not_found: says('Unter dieser Adresse gibt es nichts.', 'Prüfen Sie die Adresse.'),
  method_not_allowed: says(
    'Diese Adresse kennt die Methode nicht.',
    'Verwenden Sie eine Methode aus der Schnittstellenbeschreibung.',
  ),
  role_forbidden: says(
    'Die Rolle dieses Benutzers oder Tokens erlaubt das nicht.',
    'Bitten Sie einen Administrator, oder verwenden Sie ein Token einer höheren Rolle.',
  ),
  origin_forbidden: says(
    'Die Anfrage kommt von einer fremden Seite oder nennt einen anderen Rechner.',
    'Öffnen Sie die Konsole unter ihrer eigenen Adresse.',
  ),
  proof_required: says(
    'Der Server braucht den Lease, den das Gerät hat.',
    'Das Gerät fragt mit seinem Lease erneut an, oder ohne Nachweis als neues Gerät.',
  ),
  report_expected: says(
    'Der Server erwartet zuerst einen früheren Bericht.',
    'Das Gerät sendet die Berichte von dort an erneut.',
  ),
  request_conflict: says(
    'Die Anfrage widerspricht dem, was schon da ist.',
    'Sehen Sie nach, was da ist; ein Gerät, das eine Anfragenummer zweimal verwendet hat, erzeugt eine neue Anfragedatei.',
  ),
  license_superseded: says(
    'Eine neuere Lizenzdatei dieser Organisation ist schon eingelesen.',
    'Lesen Sie die neueste Datei ein, die der Anbieter gesandt hat.',
  ),
  license_wrong_site: says(
    'Die Lizenzdatei wurde für einen anderen Standort ausgestellt.',
    'Lesen Sie sie dort ein, oder senden Sie dem Anbieter die Aktivierungsanfrage dieses Standorts.',
  ),
  vendor_unknown: says(
    'Die Datei ist von einem Anbieter, der hier nicht bekannt ist.',
    'Lesen Sie zuerst die Lizenzdatei oder die Karte dieses Anbieters ein.',
  ),
  card_stale: says('Einer neueren Karte dieses Anbieters wird schon vertraut.', 'Lesen Sie die neueste Karte ein.'),
  signature_invalid: says(
    'Die Signatur stammt von keinem Schlüssel, dem hierfür vertraut wird.',
    'Holen Sie die Datei erneut von ihrem Ersteller; sie kann unterwegs verändert worden sein.',
  ),
  reclaim_exhausted: says(
    'Die Rückholungen, die der Anbieter in 365 Tagen erlaubt, sind verbraucht.',
    'Warten Sie, oder bitten Sie den Anbieter um mehr.',
  ),
  return_required: says(
    'Der Lease wurde als Datei ausgegeben und kommt als Datei zurück.',
    'Lesen Sie die Rückgabedatei des Geräts ein.',
  ),
  return_invalid: says(
    'Die Rückgabedatei beweist nicht, dass das Gerät seinen Lease aufgegeben hat.',
    'Erzeugen Sie die Rückgabedatei auf dem Gerät erneut, das den Lease hat.',
  ),
  ack_unknown: says(
    'Die Bestätigung gilt einem Sync-Bündel, das hier nie erzeugt wurde.',
    'Prüfen Sie, ob sie für diesen Standort ist; bitten Sie den Anbieter um die richtige.',
  ),
  ack_mismatch: says(
    'Die Bestätigung gilt einem Bündel derselben Nummer mit anderem Inhalt.',
    'Sagen Sie dem Anbieter, dass es zwei Bündel einer Nummer gibt.',
  ),
  too_large: says(
    'Die Nachricht oder Datei ist größer, als angenommen wird.',
    'Senden Sie weniger auf einmal; eine Datei hat höchstens 64 MiB, eine Nachricht eines Geräts 64 KiB.',
  ),
  media_type: says('Diese Art von Inhalt wird hier nicht angenommen.', 'Senden Sie JSON als `application/json`.'),
  rate_limited: says('Zu viele Anfragen von dieser Adresse oder zu diesem Code.', 'Warten Sie eine Minute.'),
  header_too_large: says('Der Kopf der Anfrage ist zu groß.', 'Senden Sie weniger oder kürzere Kopffelder.'),
  internal_error: says(
    'Im Server ist ein Fehler aufgetreten.',
    'Versuchen Sie es erneut; im Protokoll des Servers steht unter der Anfragenummer mehr.',
  ),
  clock_untrusted: says(
    'Der Uhr des Servers wird nicht vertraut.',
    'Stellen Sie die Uhr richtig, oder bestätigen Sie sie in der Konsole.',
  ),
  standby: says('Dieser Server ist der Bereitschaftsserver.', 'Fragen Sie den Hauptserver.'),
  storage_full: says(
    'Die Platte des Servers ist voll oder nicht beschreibbar.',
    'Schaffen Sie Platz; der Server macht von selbst weiter.',
  ),
  overloaded: says('Der Server hat mehr zu tun, als er einreihen kann.', 'Warten Sie kurz.'),
  shutting_down: says(
    'Der Server wird beendet.',
    'Warten Sie, bis er wieder da ist, oder fragen Sie den nächsten Server.',
  ),
  organization_unknown: says(
    'Für diese Organisation ist keine Lizenzdatei dieses Anbieters eingelesen.',
    'Prüfen Sie die Organisationsnummer in der App, oder lesen Sie ihre Lizenzdatei ein.',
  ),
  handshake_unknown: says(
    'Diesen Handshake-Code gibt es bei diesem Anbieter nicht.',
    'Prüfen Sie die Schreibweise in der App, oder legen Sie den Code an.',
  ),
  handshake_foreign: says(
    'Der Handshake-Code gehört zu einer anderen Organisation.',
    'Verwenden Sie einen Code der Organisation, die die App nennt, oder lassen Sie eines von beiden weg.',
  ),
  handshake_missing: says(
    'Weder Organisation noch Handshake-Code wurde angegeben, und kein öffentlicher Test des Produkts ist eingelesen.',
    'Geben Sie in der App die Organisationsnummer oder einen Handshake-Code ein.',
  ),
  password_wrong: says(
    'Das Sitzungspasswort des Handshake-Codes fehlt oder ist falsch.',
    'Geben Sie das Sitzungspasswort in der App ein.',
  ),
  validation_failed: says(
    'Weder Anwendung noch Prozess passt zu den Prüffeldern des Handshake-Codes.',
    'Nehmen Sie die Anwendung in die Prüffelder auf, oder verwenden Sie einen anderen Code.',
  ),
  device_blocked: says(
    'Die Zugangsregeln oder der Administrator lassen dieses Gerät nicht zu.',
    'Ändern Sie die Zugangsregeln des Codes, oder heben Sie die Sperre des Geräts auf.',
  ),
  product_not_licensed: says(
    'Kein Lizenzposten des Handshake-Codes ist für dieses Produkt.',
    'Hängen Sie einen Posten des Produkts an den Code, oder kaufen Sie einen.',
  ),
  platform_not_covered: says(
    'Die Lizenzposten decken die Plattform dieses Geräts nicht ab.',
    'Bitten Sie den Anbieter um einen Posten, der die Plattform abdeckt.',
  ),
  version_not_covered: says(
    'Die Lizenzposten decken die Version der App nicht ab.',
    'Verwenden Sie eine abgedeckte Version, oder bitten Sie den Anbieter um einen passenden Posten.',
  ),
  feature_not_licensed: says(
    'Kein Lizenzposten hat alle verlangten Funktionen.',
    'Verlangen Sie weniger Funktionen, oder kaufen Sie die fehlenden.',
  ),
  item_not_permitted: says(
    'Der Lizenzposten erlaubt diese Anwendung, Maschine, Domäne oder Einsatzart nicht.',
    'Setzen Sie ihn dort ein, wo er es erlaubt, oder bitten Sie den Anbieter um eine Änderung.',
  ),
  license_revoked: says('Der Anbieter hat den Lizenzposten widerrufen.', 'Fragen Sie den Anbieter.'),
  license_not_yet_valid: says(
    'Die Laufzeit des Lizenzpostens hat noch nicht begonnen.',
    'Warten Sie auf ihren Beginn.',
  ),
  license_expired: says(
    'Laufzeit und Karenz des Lizenzpostens sind vorbei.',
    'Lesen Sie eine verlängerte Lizenzdatei ein.',
  ),
  sync_overdue: says(
    'Der Anbieter hat länger kein Sync-Bündel bestätigt, als der Posten erlaubt.',
    'Geben Sie ein Sync-Bündel aus, senden Sie es dem Anbieter und lesen Sie die Bestätigung ein.',
  ),
  trial_used: says(
    'Der öffentliche Test dieses Geräts ist vorbei.',
    'Geben Sie in der App die Organisationsnummer oder einen Handshake-Code ein.',
  ),
  device_cloned: says(
    'Dieses Gerät wurde auf zwei Rechnern gesehen: Seine Dateien wurden kopiert.',
    'Setzen Sie die Lizenzdaten der App auf der Kopie zurück.',
  ),
  lease_reclaimed: says(
    'Ein Administrator hat den Platz dieses Geräts zurückgeholt.',
    'Warten Sie, bis der alte Lease abgelaufen ist, und fragen Sie dann als neues Gerät an.',
  ),
  machine_mismatch: says(
    'Die Lizenzdatei ist für einen anderen Rechner als den, auf dem der Server läuft.',
    'Senden Sie dem Anbieter eine neue Aktivierungsanfrage und lesen Sie die Lizenzdatei ein, die zurückkommt.',
  ),
  quota_exhausted: says(
    'Alles Gekaufte und Geduldete ist in Gebrauch.',
    'Warten Sie auf einen freien Platz, holen Sie einen zurück, oder kaufen Sie mehr.',
  ),
  license_locked: says(
    'Der Anbieter hat den Lizenzposten gesperrt.',
    'Fragen Sie den Anbieter; eine Bestätigung oder Lizenzdatei entsperrt ihn.',
  ),
  bundle_gap: says(
    'Ein früheres Sync-Bündel des Standorts fehlt; dieses wird aufgehoben.',
    'Lesen Sie das fehlende Bündel ein.',
  ),
  bundle_duplicate: says('Das Sync-Bündel wurde schon eingelesen.', 'Es ist nichts zu tun.'),
  bundle_edited: says(
    'Das Sync-Bündel wurde nach seiner Erzeugung verändert oder beschädigt.',
    'Bitten Sie den Standort, es erneut auszugeben.',
  ),
  bundle_foreign: says(
    'Das Sync-Bündel ist für einen anderen Anbieter.',
    'Senden Sie es dem Anbieter, den sein Name nennt.',
  ),
  bundle_fork: says(
    'Ein Bündel derselben Nummer mit anderem Inhalt ist bekannt: Die Aufzeichnungen des Standorts wurden zurückgesetzt.',
    'Senden Sie dem Standort die Bestätigung mit dem Nachweis.',
  ),
  site_unknown: says(
    'Für diesen Standort wurde keine Lizenzdatei ausgestellt.',
    'Prüfen Sie, ob das Bündel für diesen Anbieterordner ist.',
  ),
  site_conflict: says(
    'Der Standort ist mit einem anderen Schlüssel bekannt.',
    'Bitten Sie den Standort um eine neue Aktivierungsanfrage.',
  ),
  clock_rolled_back: says(
    'Die Uhr des Geräts wurde zurückgestellt.',
    'Stellen Sie die Uhr richtig, oder verbinden Sie das Gerät mit dem Server.',
  ),
  unreachable: says(
    'Der Server antwortet nicht.',
    'Prüfen Sie Netz und Server; die Seite macht von selbst weiter, wenn er wieder da ist.',
  ),
};
