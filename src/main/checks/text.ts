/** What must be so, in the words of the one who is told that it is not. */
export const TEXT = {
  'catalogue.durable': { sv: 'det som sparats ligger på disk', en: 'what is committed is on disk' },
  'catalogue.search_path': {
    sv: 'varje funktion med ägarens rätt har en fast sökväg',
    en: 'every function with its owner’s rights has a fixed search path',
  },
  'catalogue.public_execute': {
    sv: 'ingen funktion med ägarens rätt står öppen för alla',
    en: 'no function with its owner’s rights is open to everybody',
  },
  'catalogue.public_tables': { sv: 'ingen tabell står öppen för alla', en: 'no table is open to everybody' },
  'catalogue.leakproof': {
    sv: 'ingen egen funktion får gå före radskyddet',
    en: 'no function of ours may run before row security',
  },
  'catalogue.language': {
    sv: 'funktionerna är skrivna i databasens egna språk',
    en: 'functions are written in the database’s own languages',
  },
  'catalogue.views': {
    sv: 'ingen vy, kopia eller främmande tabell går förbi radskyddet',
    en: 'no view, copy or foreign table goes past row security',
  },
  'catalogue.default_privileges': {
    sv: 'det som skapas öppnas inte av sig självt',
    en: 'what is made is not opened by itself',
  },
  'catalogue.triggers': { sv: 'alla utlösare är på', en: 'every trigger is on' },
  'catalogue.append_only': { sv: 'loggen kan inte skrivas om', en: 'the trail cannot be rewritten' },
  'catalogue.constraints': { sv: 'alla villkor är prövade', en: 'every constraint is validated' },
  'catalogue.references_on': { sv: 'alla hänvisningar vaktas', en: 'every reference is guarded' },
  'catalogue.indexes': { sv: 'alla index är hela', en: 'every index is whole' },
  'catalogue.reference_indexes': { sv: 'varje hänvisning har ett index', en: 'an index stands under every reference' },
  'catalogue.extensions': { sv: 'inga okända tillägg är inlagda', en: 'no unknown extensions are installed' },
  'catalogue.event_triggers': {
    sv: 'ingenting griper in när schemat ändras',
    en: 'nothing steps in when the schema changes',
  },
  'catalogue.publications': {
    sv: 'ingenting kopieras löpande ut ur databasen',
    en: 'nothing is copied out of the database continually',
  },
  'catalogue.collation': {
    sv: 'sorteringen är densamma som när indexen skapades',
    en: 'the collation is that under which the indexes were made',
  },
  'catalogue.rules': { sv: 'inga omskrivningsregler ligger på tabellerna', en: 'no rewrite rules lie on the tables' },
  'walls.forced': { sv: 'varje tabell har tvingande radskydd', en: 'every table has forced row security' },
  'walls.domain': {
    sv: 'varje tabell i ett sekretessområde har områdets vägg',
    en: 'every table with a domain has the domain wall',
  },
  'walls.hidden': {
    sv: 'skyddade och spärrade döljs i varje tabell om personer',
    en: 'the protected and the blocked are hidden in every table of persons',
  },
  'walls.need_to_know': {
    sv: 'varje tabell om personer frågar efter behov',
    en: 'every table of persons asks for a need to know',
  },
  'walls.always_open': {
    sv: 'ingen regel släpper in alla till personer',
    en: 'no policy lets everybody in to persons',
  },
  'walls.access_closed': {
    sv: 'åtkomstens tabeller är stängda för andra',
    en: 'the tables of access are closed to others',
  },
  'walls.access_granted': {
    sv: 'ingen som tjänar når åtkomstens och loggens tabeller direkt',
    en: 'nobody who serves reaches the tables of access and of the trail directly',
  },
  'walls.trail_closed': {
    sv: 'loggens tabeller är stängda för andra',
    en: 'the tables of the trail are closed to others',
  },
  'walls.bodies': {
    sv: 'ingen som tjänar kan läsa anteckningars ord utan kvitto',
    en: 'nobody who serves can read the words of notes without a ticket',
  },
  'walls.versions_kept': {
    sv: 'ingen som tjänar kan radera det som har versioner',
    en: 'nobody who serves can delete what has versions',
  },
  'walls.rough_grants': {
    sv: 'ingen annan än ägaren kan tömma en tabell eller lägga till utlösare',
    en: 'nobody but the owner can empty a table or add triggers',
  },
  'roles.serving_plain': {
    sv: 'ingen roll som tjänar kan gå förbi radskyddet',
    en: 'no role that serves can pass row security',
  },
  'roles.owners_sign_in': { sv: 'ingen ägande roll kan logga in', en: 'no role that owns can sign in' },
  'roles.members': {
    sv: 'ingen roll som tjänar är med i en annan roll',
    en: 'no role that serves is a member of another',
  },
  'roles.own_nothing': { sv: 'ingen roll som tjänar äger något', en: 'no role that serves owns anything' },
  'roles.create': { sv: 'ingen roll som tjänar kan skapa något', en: 'no role that serves can make anything' },
  'access.session_long': { sv: 'ingen inloggning varar över tio timmar', en: 'no session lasts more than ten hours' },
  'access.session_without_member': {
    sv: 'varje öppen inloggning hör till ett eget uppdrag',
    en: 'every open session belongs to a membership of its own account',
  },
  'access.sign_in_untidied': {
    sv: 'det som hörde till gamla inloggningar är borttaget',
    en: 'what belonged to old sign-ins is gone',
  },
  'access.parked_old': {
    sv: 'inget undanlagt formulär ligger kvar över tid',
    en: 'no form laid aside stays beyond its time',
  },
  'access.invitation_old': { sv: 'inga gamla inbjudningar ligger kvar', en: 'no old invitations lie about' },
  'access.token_old': {
    sv: 'ingen nyckel för personalkoppling går snart ut',
    en: 'no token of the staff connection is about to expire',
  },
  'access.roles': { sv: 'rollerna är programmets', en: 'the roles are those of the program' },
  'access.key': { sv: 'det finns en nyckel att försegla med', en: 'there is one key to seal with' },
  'access.protected_without_need': {
    sv: 'bara den som möter unga ser skyddade',
    en: 'only those who meet young people see the protected',
  },
  'access.member_inactive': {
    sv: 'inget uppdrag hör till ett stängt konto',
    en: 'no membership is of a closed account',
  },
  'access.machine_member': { sv: 'ingen person har maskinens roll', en: 'no person has the role of the machine' },
  'access.account_idle': { sv: 'inget konto saknar uppdrag', en: 'no account is without a membership' },
  'access.no_administrator': {
    sv: 'varje område med register har en administratör',
    en: 'every domain with a register has an administrator',
  },
  'access.no_officer': {
    sv: 'varje område med register har ett dataskyddsombud',
    en: 'every domain with a register has a data protection officer',
  },
  'access.no_reviewer': {
    sv: 'där nödåtkomst kan tas finns någon som granskar',
    en: 'where break-glass is, somebody reviews',
  },
  'access.municipality': { sv: 'varje områdes kommun finns', en: 'the municipality of every domain is there' },
  'access.assignment_ended_member': {
    sv: 'inget ärende ligger på ett avslutat uppdrag',
    en: 'no assignment is to a membership that has ended',
  },
  'access.placement_ended_member': {
    sv: 'ingen placering är kvar efter ett avslutat uppdrag',
    en: 'no placement outlives its membership',
  },
  'access.team_member_ended': {
    sv: 'ingen är kvar i ett team efter att uppdraget eller teamet avslutats',
    en: 'nobody stays in a team that has ended, or after leaving',
  },
  'access.assignment_ended_team': {
    sv: 'inget ärende ligger på ett avslutat team',
    en: 'no assignment is to a team that has ended',
  },
  'access.assignment_nobody': {
    sv: 'varje ärende gäller någon som finns',
    en: 'every assignment is of somebody there is',
  },
  'access.glass_endless': {
    sv: 'varje nödåtkomst har ett skäl och ett slut inom fyra timmar',
    en: 'every break-glass has a reason and ends within four hours',
  },
  'access.glass_unreviewed': {
    sv: 'ingen nödåtkomst har väntat mer än 72 timmar på granskning',
    en: 'no break-glass has waited more than 72 hours for its review',
  },
  'access.glass_reviewed_alone': {
    sv: 'ingen har granskat sin egen nödåtkomst',
    en: 'nobody has reviewed their own break-glass',
  },
  'access.glass_untold': {
    sv: 'ingen ungdom har väntat en månad på att få veta om en nödåtkomst',
    en: 'nobody has waited a month to be told of a break-glass',
  },
  'access.block_unknown': { sv: 'spärrarnas undantag finns', en: 'those excepted from blocks are there' },
  'access.block_nobody': { sv: 'varje spärr gäller någon som finns', en: 'every block is of somebody there is' },
  'access.given_by_nobody': { sv: 'varje ärende gavs av någon', en: 'every assignment was given by somebody' },
  'access.placement_nowhere': {
    sv: 'varje placering är vid en enhet som finns',
    en: 'every placement is at a unit there is',
  },
  'access.share_without_consent': {
    sv: 'ingen delning som kräver samtycke saknar det',
    en: 'no share that takes consent lacks it',
  },
  'access.share_outlives_consent': {
    sv: 'ingen delning går utöver sitt samtycke',
    en: 'no share goes beyond its consent',
  },
  'access.share_consent_withdrawn': {
    sv: 'ingen delning väntar på att avslutas efter återkallat samtycke',
    en: 'no share waits to be ended after its consent was withdrawn',
  },
  'access.share_unanswered': {
    sv: 'ingen delning har legat obesvarad i en månad',
    en: 'no share waits a month for an answer',
  },
  'access.share_nobody': { sv: 'varje delning gäller någon som finns', en: 'every share is of somebody there is' },
  'access.share_protected': {
    sv: 'ingen med skyddade uppgifter delas utan uttryckligt skäl',
    en: 'nobody protected is shared without a reason of its own',
  },
  'access.consent_nobody': {
    sv: 'varje samtycke är från någon som finns',
    en: 'every consent is of somebody there is',
  },
  'access.visitor_ended_member': {
    sv: 'ingen insläppt är kvar efter sitt uppdrag',
    en: 'nobody let in to a share stays after leaving',
  },
  'access.ground_unconfirmed': {
    sv: 'det som delas vilar på grunder som någon bekräftat',
    en: 'what is shared rests on grounds that somebody confirmed',
  },
  'access.extract_old': {
    sv: 'inga gamla tillstånd till utdrag ligger kvar',
    en: 'no old leaves to make extracts lie about',
  },
  'people.merged_twice': {
    sv: 'en sammanförd person pekar på en som inte är det',
    en: 'a merged person points at one who is not merged',
  },
  'people.merge_unseen': { sv: 'varje sammanföring syns på personen', en: 'every merge is seen on the merged person' },
  'people.merged_without_merge': { sv: 'ingen är sammanförd utan beslut', en: 'nobody is merged without a merge' },
  'people.without_number': { sv: 'alla har ett nummer', en: 'everybody who stands for somebody has a number' },
  'people.check_digit': { sv: 'alla nummer har rätt kontrollsiffra', en: 'every number has its check digit' },
  'people.birth_date': { sv: 'födelsedagen är numrets', en: 'the birth date is that of the number' },
  'people.without_name': { sv: 'alla har ett namn', en: 'everybody has a name' },
  'people.folded': { sv: 'namnen kan sökas som de skrivs', en: 'names are folded as they are searched for' },
  'people.born_later': { sv: 'ingen är född efter att vi fick veta det', en: 'nobody was born after we knew of them' },
  'people.residence_twice': {
    sv: 'ingen är folkbokförd på två håll samma dag',
    en: 'nobody is resident twice on the same day',
  },
  'people.residency_twice': {
    sv: 'ingen har lämnat landet eller livet två gånger samma dag',
    en: 'nobody has left the country or this life twice on the same day',
  },
  'people.protection_twice': {
    sv: 'ingen har två skydd samma dag',
    en: 'nobody has two protections on the same day',
  },
  'people.protection': {
    sv: 'personens skydd är den öppna periodens',
    en: 'the protection of a person is that of its open period',
  },
  'people.residency': {
    sv: 'personens status är den öppna periodens',
    en: 'the status of a person is that of its open period',
  },
  'people.phone_digits': { sv: 'telefonnummer kan sökas', en: 'telephone numbers can be searched for' },
  'people.residence_unknown': {
    sv: 'varje folkbokföringskommun finns',
    en: 'every municipality of residence is there',
  },
  'people.fact_of_nobody': { sv: 'varje uppgift gäller någon som finns', en: 'every fact speaks of a person there is' },
  'people.root_of_nobody': {
    sv: 'alla sammanförda står för någon som finns',
    en: 'everybody merged stands for a person there is',
  },
  'people.version_backwards': {
    sv: 'ingen uppgift slutade gälla innan den började',
    en: 'no version of a fact ended before it began',
  },
  'people.known_later': { sv: 'ingen uppgift är från framtiden', en: 'nothing is known from the future' },
  'people.duplicates_waiting': {
    sv: 'inga misstänkta dubbletter har väntat ett kvartal',
    en: 'no suspected duplicates have waited a quarter',
  },
  'register.twice': {
    sv: 'ingen står två gånger i registret samma dag',
    en: 'no person stands twice in the register on the same day',
  },
  'register.twenty': {
    sv: 'ingen är kvar från den dag de fyller tjugo',
    en: 'nobody is in the register from the day they turn twenty',
  },
  'register.gone': {
    sv: 'ingen är kvar som har lämnat landet eller livet',
    en: 'nobody is in the register after leaving the country or this life',
  },
  'register.unclear_outside': { sv: 'oklara dagar ligger inom registret', en: 'unclear days lie within the register' },
  'register.merged': {
    sv: 'bara de som står för sig själva är i registret',
    en: 'only persons who stand for themselves are in the register',
  },
  'register.protected_sorted': {
    sv: 'listans ordning röjer ingen skyddad',
    en: 'the order of the list tells of nobody protected',
  },
  'register.searched_outside': {
    sv: 'bara de i registret hittas på en del av namnet',
    en: 'only those in the register are found by part of a name',
  },
  'register.occupation_twice': {
    sv: 'ingen har två sysselsättningar samma dag',
    en: 'nobody has two occupations on the same day',
  },
  'register.occupation_code': { sv: 'sysselsättningarna finns i listan', en: 'occupations are in the list' },
  'register.decision_code': { sv: 'besluten har skäl ur listan', en: 'decisions have reasons of the list' },
  'register.owner_of_merged': { sv: 'ingen ansvarar för en sammanförd', en: 'nobody answers for one who is merged' },
  'register.owner_gone': { sv: 'ingen som slutat ansvarar för någon', en: 'nobody who has left answers for anybody' },
  'register.school_unknown': {
    sv: 'skolenheterna finns i skolenhetsregistret',
    en: 'school units are in the national list',
  },
  'register.unit_ended': {
    sv: 'ingen enhet är kvar hos en avslutad huvudman',
    en: 'no unit outlives its organisation',
  },
  'register.numbers_of_the_law': { sv: 'lagens tal finns för i dag', en: 'the numbers of the law are there for today' },
  'register.total': {
    sv: 'den senast sparade summan stämmer',
    en: 'the kept total of the latest day is the number of members that day',
  },
  'register.day_not_turned': { sv: 'dygnet har vänts', en: 'the day has been turned' },
  'register.uncomputed': {
    sv: 'ingen väntar på att räknas medan inget pågår',
    en: 'nobody waits to be computed while no work is under way',
  },
  'deliveries.in_trail': {
    sv: 'varje inläst leverans finns i loggen',
    en: 'every applied delivery stands in the trail',
  },
  'deliveries.staged': {
    sv: 'ingen avslutad leverans har rader kvar',
    en: 'no delivery that is over keeps staged rows',
  },
  'deliveries.reversed_facts': {
    sv: 'inget gäller ur en leverans som backats',
    en: 'nothing holds that a reversed delivery said',
  },
  'deliveries.facts_unapplied': {
    sv: 'inget gäller ur en leverans som inte lästs in',
    en: 'nothing holds that was never applied',
  },
  'deliveries.silent': { sv: 'ingen leverans har tystnat', en: 'no delivery has fallen silent' },
  'deliveries.preview_old': {
    sv: 'ingen granskning av en leverans har legat en månad',
    en: 'no preview has lain for a month',
  },
  'jobs.given_up': { sv: 'inget jobb har getts upp', en: 'no job has been given up' },
  'jobs.late': { sv: 'inget jobb är försenat', en: 'no job is late' },
  'jobs.progress_silent': { sv: 'inget arbete har stannat av', en: 'no work has come to a halt' },
  'notes.no_wording': {
    sv: 'varje anteckning har en lydelse som gäller',
    en: 'every note has one wording that holds',
  },
  'notes.first_wording': {
    sv: 'varje rättad anteckning har sin första lydelse',
    en: 'every note has its first wording',
  },
  'notes.in_trail': {
    sv: 'varje anteckning står i loggen som skriven',
    en: 'every note stands in the trail as written',
  },
  'notes.happened_later': {
    sv: 'inget antecknas före det som hände',
    en: 'nothing is written down before it happened',
  },
  'notes.struck_without_end': { sv: 'inget stryks innan det skrivits', en: 'nothing is struck before it was written' },
  'messages.stuck': { sv: 'varje meddelande kommer iväg', en: 'every message has left that was to' },
  'reviews.overdue': { sv: 'granskningen är gjord i tid', en: 'what is to be reviewed is reviewed in time' },
  'approvals.used_unanswered': {
    sv: 'inget som kräver två gjordes av en',
    en: 'nothing that takes two was done by one',
  },
  'trail.passed': {
    sv: 'ingen händelse väntar på försegling medan senare är förseglade',
    en: 'no event waits to be sealed while later ones are',
  },
  'trail.verified': {
    sv: 'loggen håller från den första händelsen',
    en: 'the trail verifies from its first event on',
  },
  'trail.gap': { sv: 'inget fattas i satsernas följd', en: 'no batch is missing' },
  'trail.leaves': { sv: 'varje sats har alla sina händelser', en: 'every batch has all its events' },
  'trail.unsealed': {
    sv: 'det som gjordes för en timme sedan är förseglat',
    en: 'what was done an hour ago is sealed',
  },
  'trail.unsigned': {
    sv: 'det som förseglades för en timme sedan är signerat',
    en: 'what was sealed an hour ago is signed',
  },
  'trail.keys': { sv: 'varje signatur har sin nyckel', en: 'every signature has its key' },
  'trail.witness_late': { sv: 'vittnena har fått det senaste', en: 'the witnesses have the latest' },
  'trail.no_witness': { sv: 'loggen har ett vittne utanför', en: 'the trail has a witness outside' },
  'trail.ticket_kinds': { sv: 'anteckningar läses mot kvitto', en: 'notes are read by ticket' },
  'trail.event_future': { sv: 'ingen händelse är från framtiden', en: 'no event is from the future' },
} as const satisfies Readonly<Record<string, { readonly sv: string; readonly en: string }>>

export type CheckName = keyof typeof TEXT
