import type { Catalogue } from '../ui/language.ts'

/** Who sees a young person and why, and who is shut out. */
export const TEXT = {
  today: { sv: 'I dag', en: 'Today' },
  register: { sv: 'Registret', en: 'Register' },
  notPermitted: {
    sv: 'Det här gör den som är ansvarig för ungdomen, eller den som fördelar arbetet.',
    en: 'This is done by the case holder, or by whoever shares out the work.',
  },

  'why.title': { sv: 'Varför ser jag det här?', en: 'Why do I see this?' },
  'why.owner': {
    sv: 'Du är ansvarig för ungdomen sedan den {since}.',
    en: 'You have been the case holder since {since}.',
  },
  'why.case': {
    sv: '{by} släppte in dig den {since}: ”{reason}”.',
    en: '{by} let you in on {since}: “{reason}”.',
  },
  'why.case.until': {
    sv: '{by} släppte in dig den {since}: ”{reason}”. Det gäller till och med den {until}.',
    en: '{by} let you in on {since}: “{reason}”. It lasts until {until}.',
  },
  'why.team': {
    sv: 'Ditt team {team} är insläppt sedan den {since}: ”{reason}”.',
    en: 'Your team {team} has been let in since {since}: “{reason}”.',
  },
  'why.team.until': {
    sv: 'Ditt team {team} är insläppt sedan den {since}: ”{reason}”. Det gäller till och med den {until}.',
    en: 'Your team {team} has been let in since {since}: “{reason}”. It lasts until {until}.',
  },
  'why.unit': {
    sv: 'Du arbetar vid {unit}, där ungdomen går. Du ser vem det är, hur hen nås och studierna.',
    en: 'You work at {unit}, where they study. You see who they are, how to reach them and their studies.',
  },
  'why.role': { sv: 'Din roll, {role}, når alla i {domain}.', en: 'Your role, {role}, reaches everybody in {domain}.' },
  'why.glass': {
    sv: 'Du tog nödåtkomst {since}, och den gäller till {until}: ”{reason}”. En kollega granskar den.',
    en: 'You took access in an emergency on {since}, until {until}: “{reason}”. A colleague will review it.',
  },
  'why.share': {
    sv: '{domain} delar {topics} med er till och med den {until}: ”{reason}”.',
    en: '{domain} shares {topics} with you until {until}: “{reason}”.',
  },
  'why.machine': { sv: 'Sedd själv, för sitt arbete.', en: 'Sedd itself, for its work.' },
  'law.title': { sv: 'Vad det vilar på', en: 'What it rests on' },
  'law.register': {
    sv: 'Aktivitetsansvaret, skollagen 29 kap. 9 §.',
    en: 'The municipality’s duty by skollagen 29 kap. 9 §.',
  },
  'law.need': {
    sv: 'Du behöver det för ditt arbete; inom en nämnd ser bara de som behöver det (offentlighets- och sekretesslagen 10 kap. 2 §).',
    en: 'You need it for your work; within a board only those who need to may see (offentlighets- och sekretesslagen 10 kap. 2 §).',
  },
  'law.emergency': {
    sv: 'Fara för liv eller hälsa. Varje nödåtkomst granskas, och ungdomen får veta.',
    en: 'Danger to life or health. Every access is reviewed, and the young person is told.',
  },
  'law.share': {
    sv: 'Den grund som delningen anger: samtycke eller lag (offentlighets- och sekretesslagen 10 kap.).',
    en: 'The ground that the share names: consent or law (offentlighets- och sekretesslagen 10 kap.).',
  },
  'law.log': { sv: 'Att du öppnade sidan står i loggen.', en: 'That you opened this page is in the log.' },
  'why.all': { sv: 'Alla som ser ungdomen', en: 'Everybody who sees them' },
  'topic.identity': { sv: 'vem det är', en: 'who they are' },
  'topic.contact': { sv: 'kontaktuppgifter', en: 'contact details' },
  'topic.schooling': { sv: 'skolgång', en: 'schooling' },
  'topic.register': { sv: 'registret', en: 'the register' },
  'topic.outreach': { sv: 'kontaktlogg', en: 'the contact log' },
  'topic.support': { sv: 'ärende och stöd', en: 'case and support' },
  'topic.note': { sv: 'anteckningar', en: 'notes' },

  'sight.title': { sv: 'Vem ser ungdomen?', en: 'Who sees this person?' },
  'sight.lead': {
    sv: 'Alla som kan öppna {name} i dag, och varför. Ingen annan i nämnden kan det.',
    en: 'Everybody who can open {name} today, and why. Nobody else in the board can.',
  },
  'sight.list': { sv: 'De som ser', en: 'Those who see' },
  'sight.who': { sv: 'Vem', en: 'Who' },
  'sight.why': { sv: 'Varför', en: 'Why' },
  'sight.since': { sv: 'Sedan', en: 'Since' },
  'sight.until': { sv: 'Till och med', en: 'Through' },
  'sight.open': { sv: 'tills vidare', en: 'until further notice' },
  'sight.none': { sv: 'Ingen ser ungdomen.', en: 'Nobody sees this person.' },
  'sight.none.hint': { sv: 'Släpp in någon nedan.', en: 'Let somebody in below.' },
  'ground.owner': { sv: 'ansvarig för ungdomen', en: 'case holder' },
  'ground.case': { sv: 'insläppt av {by}: {reason}', en: 'let in by {by}: {reason}' },
  'ground.team': { sv: 'i teamet {team}: {reason}', en: 'in the team {team}: {reason}' },
  'ground.case.unsaid': { sv: 'insläppt av {by}', en: 'let in by {by}' },
  'ground.team.unsaid': { sv: 'i teamet {team}', en: 'in the team {team}' },
  'ground.unit': { sv: 'arbetar vid {unit}', en: 'works at {unit}' },
  'ground.role': { sv: 'rollen når alla i nämnden', en: 'the role reaches the whole board' },
  'ground.glass': { sv: 'nödåtkomst', en: 'access in an emergency' },
  'ground.share': { sv: 'delning av {topics}: {reason}', en: 'share of {topics}: {reason}' },

  'letIn.title': { sv: 'Insläppta', en: 'Let in' },
  'letIn.none': { sv: 'Ingen är insläppt för hand.', en: 'Nobody is let in by hand.' },
  'letIn.team': { sv: 'team', en: 'team' },
  'letIn.by': { sv: 'av {by}', en: 'by {by}' },
  'letIn.end': { sv: 'Avsluta', en: 'End' },
  'letIn.ended': {
    sv: 'Den som var insläppt ser inte längre ungdomen av det skälet.',
    en: 'They no longer see this person for that reason.',
  },
  'letIn.new': { sv: 'Släpp in en kollega eller ett team', en: 'Let a colleague or a team in' },
  'letIn.holder': { sv: 'Vem', en: 'Who' },
  'letIn.holder.help': {
    sv: 'De vars roll ser dem de är insläppta till. De andra i listan ovan behöver det inte. Ingen släpper in sig själv, eller ett team de själva är med i: be en kollega som får släppa in, eller den som fördelar ansvaret, om det är du som arbetar med ungdomen.',
    en: 'Those whose role sees whom they are let in to. The others need not be. Nobody lets in themself, or a team they are in: ask a colleague who lets others in, or whoever gives out the cases, if you are the one to work with this person.',
  },
  'letIn.reason': { sv: 'Varför behöver de se ungdomen?', en: 'Why do they need to see this person?' },
  'letIn.reason.help': {
    sv: 'Skriv så att ungdomen kan läsa det: ”coach från och med nästa vecka”.',
    en: 'Write so that the young person may read it: “coach from next week”.',
  },
  'letIn.until': { sv: 'Sista dagen', en: 'Last day' },
  'letIn.save': { sv: 'Släpp in', en: 'Let in' },
  'letIn.saved': { sv: 'Nu ser hen ungdomen.', en: 'Now they see this person.' },

  'block.title': { sv: 'Spärrar', en: 'Blocks' },
  'block.lead': {
    sv: 'En spärr går före allt annat: roll, ansvar, insläpp, nödåtkomst och delning. Den som är spärrad ser inte att ungdomen finns.',
    en: 'A block goes before everything else: role, case, letting in, emergency and share. Who is blocked does not see that the person is there.',
  },
  'block.all': { sv: 'Alla spärrar', en: 'All blocks' },
  'block.table': { sv: 'Spärrar som gäller', en: 'Blocks that hold' },
  'block.none': { sv: 'Ingen är spärrad.', en: 'Nobody is blocked.' },
  'block.none.hint': {
    sv: 'Spärra den som är släkt, granne eller på annat sätt jävig.',
    en: 'Block one who is a relative, a neighbour or otherwise has an interest.',
  },
  'block.whom': { sv: 'Spärrad', en: 'Blocked' },
  'block.person': { sv: 'Ungdom', en: 'Person' },
  'block.person.unseen': { sv: 'En ungdom som du inte ser', en: 'A person you do not see' },
  'block.everybody': { sv: 'alla utom {names}', en: 'everybody but {names}' },
  'block.reason': { sv: 'Skäl', en: 'Reason' },
  'block.setBy': { sv: 'Satt av', en: 'Set by' },
  'block.lift': { sv: 'Häv', en: 'Lift' },
  'block.lifted': { sv: 'Spärren är hävd.', en: 'The block is lifted.' },
  'block.action': { sv: 'Ändra', en: 'Change' },
  'block.new': { sv: 'Sätt en spärr', en: 'Set a block' },
  'block.kind': { sv: 'Vem ska spärras?', en: 'Who is to be blocked?' },
  'block.kind.one': { sv: 'En kollega', en: 'One colleague' },
  'block.kind.others': { sv: 'Alla utom några', en: 'Everybody but some' },
  'block.account': { sv: 'Kollegan', en: 'The colleague' },
  'block.excepted': { sv: 'De som fortfarande ska se ungdomen', en: 'Those who are still to see the person' },
  'block.excepted.help': {
    sv: 'Glöm inte dig själv om du ska fortsätta arbeta med ungdomen. Minst en ska kunna häva spärren: en KAA-samordnare eller ett dataskyddsombud.',
    en: 'Do not forget yourself if you are to go on working with this person. At least one must be able to lift the block: a coordinator or a data protection officer.',
  },
  'block.save': { sv: 'Sätt spärren', en: 'Set the block' },
  'block.saved': { sv: 'Spärren gäller från och med nu.', en: 'The block holds from now.' },
  'block.number': { sv: 'Ungdomens personnummer', en: 'The young person’s identity number' },
  'block.number.help': {
    sv: 'ÅÅÅÅMMDD-NNNN. Numret står aldrig i en adress.',
    en: 'YYYYMMDD-NNNN. It never stands in an address.',
  },
  'block.page.lead': {
    sv: 'Spärrar som gäller nu. {lead}',
    en: 'Blocks that hold now. {lead}',
  },

  'recuse.title': { sv: 'Jäv', en: 'Conflict of interest' },
  'recuse.lead': {
    sv: 'Känner du ungdomen privat, eller har något att vinna eller förlora? Då stänger du själv ute dig. Bara någon annan kan släppa in dig igen.',
    en: 'Do you know this person privately, or have anything to gain or lose? Then you shut yourself out. Only somebody else can let you in again.',
  },
  'recuse.owner': {
    sv: 'Är du ansvarig för ungdomen upphör det samtidigt, och den som fördelar arbetet ser på sin startsida att ungdomen saknar ansvarig.',
    en: 'If the case is yours, it ends at the same time, and whoever shares out the work sees on their start page that the person has nobody.',
  },
  'recuse.alone': { sv: 'Ingen annan ser ungdomen', en: 'Nobody else sees this person' },
  'recuse.alone.hint': {
    sv: 'Stänger du ute dig nu kan ingen hos er öppna ungdomens sida. Släpp först in en kollega, eller be den som sköter konton att någon mer får se ungdomar med skyddade personuppgifter.',
    en: 'If you shut yourself out now, nobody here can open this page. First let a colleague in, or ask whoever looks after accounts that somebody else may see people with protected identity.',
  },
  'recuse.left': {
    sv: '{n} {n:ungdom|ungdomar} har ingen ansvarig, sedan en kollega anmält jäv',
    en: '{n} young {n:person has|people have} nobody responsible, since a colleague reported a conflict of interest',
  },
  'recuse.left.do': { sv: 'Välj en ny ansvarig:', en: 'Choose somebody new:' },
  'recuse.open': { sv: 'Jag är jävig', en: 'I have a conflict of interest' },
  'recuse.reason': { sv: 'Kort om varför', en: 'In short, why' },
  'recuse.save': { sv: 'Stäng ute mig', en: 'Shut me out' },
  'recuse.saved': { sv: 'Du är utestängd. Tack för att du sa till.', en: 'You are shut out. Thank you for telling.' },

  reason_missing: { sv: 'Skriv varför, med minst tre tecken.', en: 'Write why, in at least three characters.' },
  holder_missing: { sv: 'Välj någon i listan.', en: 'Choose somebody in the list.' },
  let_in_already: { sv: 'Hen är redan insläppt.', en: 'They are let in already.' },
  until_past: { sv: 'Den dagen har redan varit.', en: 'That day has been.' },
  day_unreadable: {
    sv: 'Dagen går inte att läsa. Skriv till exempel 2026-12-18.',
    en: 'The day cannot be read. Write for example 2026-12-18.',
  },
  kind_missing: { sv: 'Välj vem som ska spärras.', en: 'Choose who is to be blocked.' },
  account_missing: { sv: 'Välj en kollega.', en: 'Choose a colleague.' },
  nobody_excepted: {
    sv: 'Välj minst en som fortfarande ska se ungdomen.',
    en: 'Choose at least one who is still to see the person.',
  },
  nobody_lifts: {
    sv: 'Välj också minst en som kan häva spärren: en KAA-samordnare eller ett dataskyddsombud.',
    en: 'Choose at least one who can lift the block as well: a coordinator or a data protection officer.',
  },
  blocked_already: {
    sv: 'En sådan spärr finns redan, eller så är kollegan inte kvar.',
    en: 'There is such a block already, or the colleague has left.',
  },
  number_unreadable: {
    sv: 'Det ser inte ut som ett nummer. Skriv ÅÅÅÅMMDD-NNNN.',
    en: 'That does not look like a number. Write YYYYMMDD-NNNN.',
  },
  number_unknown: { sv: 'Ingen hos er har det numret.', en: 'Nobody here has that number.' },
} as const satisfies Catalogue

export type SightWord = keyof typeof TEXT
