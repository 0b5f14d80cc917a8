import type { Catalogue } from '../ui/language.ts'
import type { ChangeCause, CompletionKind, ConditionItem, SchoolForm, UnclearCause } from './model.ts'

/**
 * The facts an explanation can show, one sentence each. `{on}` is a day. A school form with its programme and school is `{in}` as
 * a noun, `{at}` as a place and `{attends}` as the beginning of a sentence.
 */
export const FACT_TEXT = {
  'home.registered': { sv: 'Folkbokförd i {municipality}', en: 'Registered resident of {municipality}' },
  'home.placed': {
    sv: 'Hemkommunen är satt för hand till {municipality}',
    en: 'Home municipality set by hand to {municipality}',
  },
  'home.unknown': {
    sv: 'Ingen folkbokföring är känd, så hemkommunen behöver avgöras',
    en: 'No residence is known, so the home municipality must be decided',
  },
  'home.protected': {
    sv: 'Skyddad folkbokföring: hemkommunen behöver sättas för hand',
    en: 'Protected registration: the home municipality must be set by hand',
  },
  'home.elsewhere': { sv: 'Hemkommunen är {municipality}', en: 'The home municipality is {municipality}' },
  'home.left': {
    sv: 'Bodde i {municipality} till och med den {on}',
    en: 'Lived in {municipality} up to and including {on}',
  },
  'home.ahead': { sv: 'Flyttar till {municipality} den {on}', en: 'Moves to {municipality} on {on}' },
  'home.none': {
    sv: 'Inte folkbokförd i {municipality} den här dagen',
    en: 'Not a registered resident of {municipality} on this day',
  },
  'age.under': { sv: 'Fyller {years} år den {on}', en: 'Turns {years} on {on}' },
  'age.reached': { sv: 'Fyllde {years} år den {on}', en: 'Turned {years} on {on}' },
  'age.unknown': {
    sv: 'Födelsedatum är inte helt känt: räknas som {years} år senast den {on}',
    en: 'The birth date is not fully known: counted as {years} by {on} at the latest',
  },
  'age.no_rule': {
    sv: 'Aktivitetsansvaret fanns inte den här dagen',
    en: 'The responsibility did not exist on this day',
  },
  'schooling.completed': { sv: 'Fullgjorde skolplikten den {on}', en: 'Completed compulsory schooling on {on}' },
  'schooling.derived': {
    sv: 'Skolplikten räknas som fullgjord den {on}',
    en: 'Compulsory schooling is taken to have ended on {on}',
  },
  'schooling.arrived': {
    sv: 'Folkbokfördes i landet första gången den {on}, efter skolpliktig ålder',
    en: 'First registered in the country on {on}, after the age of compulsory schooling',
  },
  'schooling.extended': { sv: 'Gick kvar i {in} till och med den {on}', en: 'Stayed in {in} up to and including {on}' },
  'schooling.capped': {
    sv: 'Går i {in}, men skolplikten upphörde senast den {on}, på 18-årsdagen',
    en: 'Attends {in}, but compulsory schooling ended no later than {on}, the 18th birthday',
  },
  'schooling.ahead': { sv: 'Skolplikten fullgörs den {on}', en: 'Compulsory schooling ends on {on}' },
  'schooling.derived_ahead': {
    sv: 'Skolplikten räknas som fullgjord först den {on}',
    en: 'Compulsory schooling is taken to end only on {on}',
  },
  'schooling.attending': { sv: 'Går kvar i {in}', en: 'Still attends {in}' },
  'schooling.not_registered': {
    sv: 'Folkbokförs i landet första gången den {on}',
    en: 'First registered in the country on {on}',
  },
  'schooling.decided': {
    sv: 'Räknas som fullgjord genom beslut: {reason}',
    en: 'Counted as completed by decision: {reason}',
  },
  'studies.none': { sv: 'Ingen gymnasial utbildning är känd', en: 'No upper secondary education is known' },
  'studies.enrolled': { sv: '{attends} sedan den {on}', en: 'Has attended {in} since {on}' },
  'studies.introductory': {
    sv: 'Går på introduktionsprogram {at} sedan den {on}',
    en: 'Has attended an introductory programme {at} since {on}',
  },
  'studies.introductory_before': {
    sv: 'Går på introduktionsprogram {at}, som inte räknades före juli 2018',
    en: 'Attends an introductory programme {at}, which did not count before July 2018',
  },
  'studies.interrupted': { sv: 'Avbröt studierna {at} den {on}', en: 'Broke off the studies {at} on {on}' },
  'studies.ended': { sv: 'Slutade {at} den {on}', en: 'Left {in} on {on}' },
  'studies.measure': { sv: '{attends}, vilket räknas som en åtgärd', en: '{attends}, which counts as a measure' },
  'studies.compulsory': {
    sv: '{attends}, som inte är gymnasial utbildning',
    en: '{attends}, which is not upper secondary education',
  },
  'studies.doubtful': {
    sv: '{attends}: om det motsvarar gymnasieskolan behöver avgöras',
    en: '{attends}: whether it is equivalent to upper secondary must be decided',
  },
  'studies.decided': {
    sv: 'Studierna räknas inte, genom beslut: {reason}',
    en: 'The studies do not count, by decision: {reason}',
  },
  'completion.passed': { sv: '{completion} den {on}', en: '{completion} on {on}' },
  'completion.certificate': {
    sv: 'Studiebevis den {on}, men ingen gymnasieexamen',
    en: 'Study certificate on {on}, but no upper secondary diploma',
  },
  'completion.none.4': { sv: 'Ingen gymnasieexamen är känd', en: 'No upper secondary diploma is known' },
  'completion.none.5': {
    sv: 'Inget gymnasiebevis från anpassad gymnasieskola är känt',
    en: 'No certificate from adapted upper secondary school is known',
  },
  'completion.none.6': {
    sv: 'Ingen motsvarande fullföljd utbildning är känd',
    en: 'No equivalent completed education is known',
  },
  'status.active': { sv: 'Varken utvandrad eller avliden', en: 'Neither emigrated nor deceased' },
  'status.emigrated': { sv: 'Utvandrad sedan den {on}', en: 'Emigrated since {on}' },
  'status.deceased': { sv: 'Avliden den {on}', en: 'Deceased on {on}' },
  'decision.none': { sv: 'Inget beslut är fattat', en: 'No decision has been made' },
  'decision.in_scope': { sv: 'Beslut att omfattas: {reason}', en: 'Decided to be in scope: {reason}' },
  'decision.in_scope.until': {
    sv: 'Beslut att omfattas till och med den {on}: {reason}',
    en: 'Decided to be in scope up to and including {on}: {reason}',
  },
  'decision.out_of_scope': { sv: 'Beslut att inte omfattas: {reason}', en: 'Decided to be out of scope: {reason}' },
  'decision.out_of_scope.until': {
    sv: 'Beslut att inte omfattas till och med den {on}: {reason}',
    en: 'Decided to be out of scope up to and including {on}: {reason}',
  },
  'decision.unclear': { sv: 'Markerad som oklar: {reason}', en: 'Marked as unclear: {reason}' },
  'decision.unclear.until': {
    sv: 'Markerad som oklar till och med den {on}: {reason}',
    en: 'Marked as unclear up to and including {on}: {reason}',
  },
  'decision.expired': { sv: 'Beslutet gick ut den {on}: {reason}', en: 'The decision expired on {on}: {reason}' },
} as const satisfies Catalogue

export type FactCode = keyof typeof FACT_TEXT

export const CONDITION_TEXT: Catalogue<`${ConditionItem}`> = {
  hemkommun: { sv: 'Hemkommun', en: 'Home municipality' },
  1: { sv: 'Har inte fyllt 20 år', en: 'Has not turned 20' },
  2: { sv: 'Har fullgjort skolplikten', en: 'Has completed compulsory schooling' },
  3: { sv: 'Går inte i gymnasial utbildning', en: 'Is not in upper secondary education' },
  4: { sv: 'Har inte gymnasieexamen', en: 'Has no upper secondary diploma' },
  5: { sv: 'Har inte gymnasiebevis', en: 'Has no adapted certificate' },
  6: { sv: 'Har inte fullföljt motsvarande utbildning', en: 'Has not completed an equivalent education' },
  status: { sv: 'Finns i landet', en: 'Is in the country' },
  decision: { sv: 'Inget beslut undantar', en: 'No decision exempts' },
}

/** Where the fact comes from when it is not a record with a source of its own. */
export const SOURCE_TEXT = {
  derived: { sv: 'Beräknat, ingen uppgift är inläst', en: 'Derived, nothing has been read in' },
  number: { sv: 'Personnumret', en: 'The personal number' },
  delivery: { sv: '{source}, leverans {day}', en: '{source}, delivery of {day}' },
  absent: { sv: 'Det som är inläst hittills', en: 'What has been read in so far' },
  notice: { sv: 'underrättelse från {sender}', en: 'notice from {sender}' },
  'sheet.befolkning': { sv: 'befolkning', en: 'population' },
  'sheet.inskrivningar': { sv: 'inskrivningar', en: 'enrolments' },
  'sheet.utfall': { sv: 'utfall', en: 'completions' },
  'manual.protected_registration': {
    sv: 'Satt för hand: skyddad folkbokföring',
    en: 'Set by hand: protected registration',
  },
  'manual.not_registered': { sv: 'Satt för hand: inte folkbokförd', en: 'Set by hand: not registered' },
} as const satisfies Catalogue

/** Both directions of each cause: `.enters` and `.leaves`. */
export const CHANGE_TEXT: Catalogue<`${ChangeCause}.${'enters' | 'leaves'}`> = {
  'upper_age.enters': { sv: 'åldersgränsen höjs', en: 'the age limit is raised' },
  'upper_age.leaves': { sv: 'fyller {years} år', en: 'turns {years}' },
  'moved_in.enters': { sv: 'flyttar hit', en: 'moves here' },
  'moved_in.leaves': { sv: 'hemkommunen ändras', en: 'the home municipality changes' },
  'moved_out.enters': { sv: 'hemkommunen ändras', en: 'the home municipality changes' },
  'moved_out.leaves': { sv: 'flyttar härifrån', en: 'moves away' },
  'gone.enters': { sv: 'status ändras', en: 'the status changes' },
  'gone.leaves': { sv: 'är utvandrad eller avliden', en: 'has emigrated or died' },
  'returned.enters': { sv: 'kommer tillbaka till landet', en: 'returns to the country' },
  'returned.leaves': { sv: 'status ändras', en: 'the status changes' },
  'schooling_ended.enters': { sv: 'skolplikten är slut', en: 'compulsory schooling is over' },
  'schooling_ended.leaves': { sv: 'skolplikten ändras', en: 'compulsory schooling changes' },
  'schooling_resumed.enters': { sv: 'skolplikten ändras', en: 'compulsory schooling changes' },
  'schooling_resumed.leaves': { sv: 'går åter i den obligatoriska skolan', en: 'is back in compulsory school' },
  'studies_started.enters': { sv: 'studierna ändras', en: 'the studies change' },
  'studies_started.leaves': { sv: 'börjar en gymnasial utbildning', en: 'begins upper secondary education' },
  'studies_ended.enters': { sv: 'slutar i en gymnasial utbildning', en: 'leaves upper secondary education' },
  'studies_ended.leaves': { sv: 'studierna ändras', en: 'the studies change' },
  'completed.enters': { sv: 'utbildningen ändras', en: 'the education changes' },
  'completed.leaves': { sv: 'har fullföljt utbildningen', en: 'has completed the education' },
  'decision_began.enters': { sv: 'ett beslut börjar gälla', en: 'a decision takes effect' },
  'decision_began.leaves': { sv: 'ett beslut börjar gälla', en: 'a decision takes effect' },
  'decision_ended.enters': { sv: 'ett beslut går ut', en: 'a decision expires' },
  'decision_ended.leaves': { sv: 'ett beslut går ut', en: 'a decision expires' },
  'corrected.enters': { sv: 'en uppgift har rättats', en: 'a record has been corrected' },
  'corrected.leaves': { sv: 'en uppgift har rättats', en: 'a record has been corrected' },
}

/** Which of the two `gone` is, once it is known of whom. */
export const GONE_TEXT = {
  emigrated: { sv: 'har utvandrat', en: 'has emigrated' },
  deceased: { sv: 'är avliden', en: 'has died' },
} as const satisfies Catalogue

/** The same causes in the change feed, which tells what has been: `fyllde 20 år`. */
export const HAPPENED_TEXT: Catalogue<ChangeCause> = {
  upper_age: { sv: 'fyllde {years} år', en: 'turned {years}' },
  moved_in: { sv: 'flyttade hit', en: 'moved here' },
  moved_out: { sv: 'flyttade härifrån', en: 'moved away' },
  gone: { sv: 'har utvandrat eller är avliden', en: 'has emigrated or died' },
  returned: { sv: 'kom tillbaka till landet', en: 'returned to the country' },
  schooling_ended: { sv: 'skolplikten tog slut', en: 'compulsory schooling ended' },
  schooling_resumed: { sv: 'gick åter i den obligatoriska skolan', en: 'was back in compulsory school' },
  studies_started: { sv: 'började en gymnasial utbildning', en: 'began upper secondary education' },
  studies_ended: { sv: 'slutade i en gymnasial utbildning', en: 'left upper secondary education' },
  completed: { sv: 'fullföljde utbildningen', en: 'completed the education' },
  decision_began: { sv: 'ett beslut började gälla', en: 'a decision took effect' },
  decision_ended: { sv: 'ett beslut gick ut', en: 'a decision expired' },
  corrected: { sv: 'en uppgift rättades', en: 'a record was corrected' },
}

export const UNCLEAR_TEXT: Catalogue<UnclearCause> = {
  FHSK: { sv: 'Går på folkhögskola', en: 'Attends a folk high school' },
  UTLAND: { sv: 'Studerar utomlands', en: 'Studies abroad' },
  ÖVRIG: { sv: 'Går i en utbildning som inte är bedömd', en: 'Attends an education not yet assessed' },
  BIRTH_DATE: { sv: 'Födelsedatum är okänt', en: 'The birth date is unknown' },
  NO_RESIDENCE: { sv: 'Ingen folkbokföring är känd', en: 'No residence is known' },
  PROTECTED_RESIDENCE: {
    sv: 'Skyddad folkbokföring utan satt hemkommun',
    en: 'Protected registration without a home municipality set',
  },
  MARKED: { sv: 'Markerad som oklar genom beslut', en: 'Marked as unclear by decision' },
}

/** In the middle of a sentence, in the definite form. */
export const SCHOOL_FORM_TEXT: Catalogue<SchoolForm> = {
  GR: { sv: 'grundskolan', en: 'compulsory school' },
  GRAN: { sv: 'anpassade grundskolan', en: 'adapted compulsory school' },
  SP: { sv: 'specialskolan', en: 'special school' },
  SAM: { sv: 'sameskolan', en: 'Sami school' },
  GY: { sv: 'gymnasieskolan', en: 'upper secondary school' },
  GYAN: { sv: 'anpassade gymnasieskolan', en: 'adapted upper secondary school' },
  KOMVUX_GRUND: { sv: 'komvux på grundläggande nivå', en: 'adult education at basic level' },
  KOMVUX_GY: { sv: 'komvux på gymnasial nivå', en: 'adult education at upper secondary level' },
  KOMVUX_ANPASSAD: { sv: 'komvux som anpassad utbildning', en: 'adapted adult education' },
  SFI: { sv: 'svenska för invandrare', en: 'Swedish for immigrants' },
  ORIENTERING: { sv: 'orienteringskurs', en: 'an orientation course' },
  FHSK: { sv: 'folkhögskola', en: 'folk high school' },
  IB: { sv: 'International Baccalaureate', en: 'the International Baccalaureate' },
  INTERNATIONELL: { sv: 'internationell skola på gymnasienivå', en: 'international school at upper secondary level' },
  UTLAND: { sv: 'utbildning utomlands', en: 'education abroad' },
  ÖVRIG: { sv: 'annan utbildning', en: 'another education' },
}

/** What one does in each: nobody goes *i* folkhögskola or *i* svenska för invandrare. */
export const ATTENDS_TEXT: Catalogue<SchoolForm> = {
  GR: { sv: 'Går i grundskolan', en: 'Attends compulsory school' },
  GRAN: { sv: 'Går i anpassade grundskolan', en: 'Attends adapted compulsory school' },
  SP: { sv: 'Går i specialskolan', en: 'Attends special school' },
  SAM: { sv: 'Går i sameskolan', en: 'Attends Sami school' },
  GY: { sv: 'Går i gymnasieskolan', en: 'Attends upper secondary school' },
  GYAN: { sv: 'Går i anpassade gymnasieskolan', en: 'Attends adapted upper secondary school' },
  KOMVUX_GRUND: { sv: 'Läser på komvux på grundläggande nivå', en: 'Attends adult education at basic level' },
  KOMVUX_GY: { sv: 'Läser på komvux på gymnasial nivå', en: 'Attends adult education at upper secondary level' },
  KOMVUX_ANPASSAD: { sv: 'Läser på komvux som anpassad utbildning', en: 'Attends adapted adult education' },
  SFI: { sv: 'Läser svenska för invandrare', en: 'Studies Swedish for immigrants' },
  ORIENTERING: { sv: 'Går en orienteringskurs', en: 'Takes an orientation course' },
  FHSK: { sv: 'Går på folkhögskola', en: 'Attends a folk high school' },
  IB: { sv: 'Läser International Baccalaureate', en: 'Studies for the International Baccalaureate' },
  INTERNATIONELL: {
    sv: 'Går på internationell skola på gymnasienivå',
    en: 'Attends an international school at upper secondary level',
  },
  UTLAND: { sv: 'Studerar utomlands', en: 'Studies abroad' },
  ÖVRIG: { sv: 'Går en annan utbildning', en: 'Attends another education' },
}

/** Where one has been, of the forms that are upper secondary education; the others are told of while they last. */
export const AT_TEXT = {
  GY: { sv: 'i gymnasieskolan', en: 'in upper secondary school' },
  GYAN: { sv: 'i anpassade gymnasieskolan', en: 'in adapted upper secondary school' },
  KOMVUX_GY: { sv: 'på komvux på gymnasial nivå', en: 'in adult education at upper secondary level' },
  IB: { sv: 'på International Baccalaureate', en: 'on the International Baccalaureate' },
  INTERNATIONELL: {
    sv: 'på internationell skola på gymnasienivå',
    en: 'in an international school at upper secondary level',
  },
} as const satisfies Partial<Catalogue<SchoolForm>>

export const COMPLETION_TEXT: Catalogue<CompletionKind> = {
  EXAMENSBEVIS: { sv: 'Gymnasieexamen', en: 'Upper secondary diploma' },
  STUDIEBEVIS: { sv: 'Studiebevis', en: 'Study certificate' },
  GYMNASIEBEVIS_ANPASSAD: {
    sv: 'Gymnasiebevis från anpassad gymnasieskola',
    en: 'Certificate from adapted upper secondary school',
  },
  IB_DIPLOM: { sv: 'IB-diplom', en: 'IB diploma' },
  FHSK_BEHÖRIGHET: { sv: 'Behörighet från folkhögskola', en: 'Eligibility from folk high school' },
  UTLÄNDSK_GYMNASIEEXAMEN: { sv: 'Utländsk gymnasieexamen', en: 'Foreign upper secondary diploma' },
  GYMNASIEEXAMEN_KOMVUX: { sv: 'Gymnasieexamen från komvux', en: 'Upper secondary diploma from adult education' },
  SLUTBETYG_GR: { sv: 'Slutbetyg från grundskolan', en: 'Final grades from compulsory school' },
}
