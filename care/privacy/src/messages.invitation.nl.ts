/** Dutch words of the screens that invite people to their own record, of the letter, and of who has no record to see. */
export const invitationNl = {
  'home.title': 'Wat u kunt zien',
  'home.sees':
    'De patiënt gaf u een machtiging. Daarmee mag u zien: wie bij de zorg betrokken is, doelen en aandachtspunten, hulpmiddelen, agenda, taken, berichten en vragenlijsten. Op deze site is daar nog geen scherm voor. De afspraken over behandeling, wie er keek en met wie er wordt gedeeld, zijn hier alleen te zien voor de patiënt, en voor wie de patiënt vertegenwoordigt. Vraag de patiënt om samen te kijken.',
  'home.nothing':
    'U kunt nu geen dossier zien. Wij kennen u als naaste, maar er is geen machtiging van de patiënt die nu geldt.',
  'home.patient': 'Uw dossier is nu niet voor u te openen.',
  'home.what': 'Wat u kunt doen',
  'home.more': 'Wilt u meer kunnen zien?',
  'home.step.ask':
    'Vraag de patiënt om u te machtigen. De patiënt logt zelf in, kiest "Wie mag voor mij" en dan "Machtig iemand". Het werkt meteen.',
  'home.step.cannot':
    'Kan de patiënt dat niet meer zelf? Vraag de zorgverlener. Die legt vast wie de patiënt vertegenwoordigt.',
  'home.step.after':
    'Is de patiënt overleden? Dan eindigen machtigingen. Vraag de zorgverlener of u iets mag inzien.',
  'home.step.call': 'Klopt dit niet? Bel of vraag uw zorgverlener.',
  'invite.title': 'Uitnodigen voor het eigen dossier',
  'invite.intro':
    'Met een brief met een code kan de patiënt, of iemand die voor de patiënt mag kijken, zelf inloggen. In de brief staat niets over gezondheid.',
  'invite.patient': 'De patiënt',
  'invite.close': 'Naasten',
  'invite.close.intro': 'Alleen wie de patiënt vertegenwoordigt, of een machtiging van de patiënt heeft.',
  'invite.close.none': 'Er staan geen naasten in het dossier.',
  'invite.state.none': 'Heeft nog geen eigen inlog.',
  'invite.state.invited': 'Uitgenodigd. De brief werkt tot {{when}}.',
  'invite.state.expired': 'Uitgenodigd, maar de brief is verlopen op {{when}}.',
  'invite.state.in-use': 'Logt zelf in.',
  'invite.hindrance.no-mandate':
    'Uitnodigen kan nog niet: de patiënt gaf geen machtiging. De patiënt doet dat zelf bij "Wie mag voor mij".',
  'invite.hindrance.no-birth-date':
    'Uitnodigen kan nog niet: de geboortedatum staat niet volledig in het dossier. Vul die eerst aan.',
  'invite.hindrance.ended': 'Uitnodigen kan niet: dit recht is geëindigd.',
  'invite.hindrance.closed': 'Uitnodigen kan niet: deze inlog is gesloten door de functioneel beheerder.',
  'invite.hindrance.demo': 'Deze verzonnen persoon logt in de demonstratie in met één klik.',
  'invite.do.none': 'Maak een brief voor {{name}}',
  'invite.do.invited': 'Maak een nieuwe brief voor {{name}}',
  'invite.do.expired': 'Maak een nieuwe brief voor {{name}}',
  'invite.do.in-use': 'Laat {{name}} opnieuw beginnen',
  'invite.withdraw': 'Trek de brief voor {{name}} in',
  'invite.back': 'Terug naar de lijst',
  'invite.letterTitle': 'Brief voor {{name}}',
  'invite.letterIntro': 'De code werkt 30 dagen en één keer. Een eerdere brief werkt daarna niet meer.',
  'invite.again':
    'Alles waarmee deze persoon nu inlogt, vervalt: wachtwoord, app, passkeys en herstelcodes. Doe dit alleen als u zeker weet wie het vraagt.',
  'invite.born': 'Geboortedatum van {{name}}',
  'invite.bornKnown': 'De brief werkt samen met de geboortedatum: {{date}}.',
  'invite.language': 'Taal van de brief',
  'invite.language.nl': 'Nederlands',
  'invite.language.en': 'Engels',
  'invite.check':
    'Geef de brief alleen aan deze persoon zelf, of stuur hem naar het adres dat u hebt nagekeken.',
  'invite.make': 'Maak de brief',
  'invite.wrong.born': 'Deze datum is nog niet geweest. Kijk de geboortedatum na.',
  'invite.wrong.language': 'Kies de taal van de brief.',
  'invite.made': 'De brief voor {{name}} is klaar',
  'invite.made.intro':
    'U ziet de code alleen nu. Print de brief meteen. Gaat hij verloren, maak dan een nieuwe.',
  'invite.print': 'Print de brief',
  'invite.letter': 'De brief',
  'letter.dear': 'Beste {{name}},',
  'letter.patient':
    'U kunt uw eigen dossier bij ons bekijken. U ziet ook wie er in keek, en u bepaalt wie er nog meer mag kijken.',
  'letter.carer':
    'U krijgt een eigen inlog als naaste. Wat u daarmee kunt zien, hangt af van de machtiging die u kreeg.',
  'letter.code': 'Met deze code maakt u uw eigen inlog:',
  'letter.until': 'De code werkt één keer, tot {{when}}.',
  'letter.how': 'Zo doet u het',
  'letter.go': 'Ga op computer of telefoon naar',
  'letter.step.patient': 'Kies "Ik ben patiënt of naaste".',
  'letter.step.invitation': 'Kies "Ik heb een uitnodiging met een code".',
  'letter.step.code': 'Neem de code over en vul uw geboortedatum in.',
  'letter.step.choose':
    'Kies hoe u voortaan inlogt: met een passkey, of met een wachtwoord en een app. Bewaar uw herstelcodes.',
  'letter.keep': 'Geef deze brief niet aan anderen. Wij vragen u nooit om uw wachtwoord of code.',
  'letter.help':
    'Lukt het niet, of verwachtte u deze brief niet? Bel of vraag uw zorgverlener. Die kan de code intrekken of een nieuwe maken.',
} as const;
