import type { Form } from './model.ts'
import { choice, question, say, section, when } from './wording.ts'

const OFTEN = [
  choice('never', 'Aldrig', 'Never'),
  choice('seldom', 'Sällan', 'Seldom'),
  choice('sometimes', 'Ibland', 'Sometimes'),
  choice('often', 'Ofta', 'Often'),
  choice('always', 'Alltid', 'Always'),
]

const everyday = section({
  key: 'everyday',
  topic: 'support',
  title: say('Din vardag', 'Your everyday life'),
  lead: say(
    'Det finns inga rätta svar. Hoppa över det du inte vill svara på.',
    'There are no right answers. Pass over what you would rather not answer.',
  ),
  questions: [
    question(
      'day',
      'long',
      say('Hur ser en vanlig dag ut för dig?', 'What is an ordinary day like for you?', 'Vad gör du en vanlig dag?'),
    ),
    question(
      'day_works',
      'long',
      say('Vad fungerar bra i vardagen?', 'What works well from day to day?', 'Vad går bra hemma och på fritiden?'),
    ),
    question(
      'day_scale',
      'scale',
      say('Hur fungerar vardagen som helhet?', 'How does everyday life work on the whole?', 'Hur går det i vardagen?'),
      { ends: { least: say('Inget fungerar', 'Nothing works'), most: say('Allt fungerar', 'Everything works') } },
    ),
    question(
      'around',
      'long',
      say(
        'Vilka finns runt dig som du kan lita på?',
        'Who around you can you rely on?',
        'Vem kan du prata med och lita på?',
      ),
    ),
  ],
})

const strengths = section({
  key: 'strengths',
  topic: 'support',
  title: say('Det du är bra på', 'What you are good at'),
  questions: [
    question('good_at', 'long', say('Vad är du bra på?', 'What are you good at?')),
    question(
      'others_say',
      'long',
      say(
        'Vad skulle någon som tycker om dig säga att du är bra på?',
        'What would somebody who likes you say that you are good at?',
        'Vad säger andra att du är bra på?',
      ),
    ),
    question(
      'energy',
      'long',
      say('Vad får dig att glömma tiden?', 'What makes you lose track of time?', 'Vad tycker du är roligt att göra?'),
    ),
  ],
})

const challenges = section({
  key: 'challenges',
  topic: 'support',
  title: say('Det som är svårt', 'What is hard'),
  questions: [
    question('hard', 'long', say('Vad är svårast för dig just nu?', 'What is hardest for you right now?')),
    question(
      'hard_less',
      'long',
      say(
        'När är det lite lättare? Vad är annorlunda då?',
        'When is it a little easier? What is different then?',
        'När känns det bättre? Varför?',
      ),
    ),
  ],
})

const school = section({
  key: 'school',
  topic: 'school',
  title: say('Skolan', 'School'),
  questions: [
    question('school_now', 'one', say('Går du i skolan nu?', 'Do you go to school now?'), {
      choices: [choice('yes', 'Ja', 'Yes'), choice('sometimes', 'Ibland', 'Sometimes'), choice('no', 'Nej', 'No')],
    }),
    question(
      'school_liked',
      'long',
      say(
        'Vad har du tyckt om i skolan, och när gick det som bäst?',
        'What have you liked at school, and when did it go best?',
        'Vad har varit bra i skolan?',
      ),
    ),
    question(
      'school_hard',
      'many',
      say('Var det något i skolan som gjorde det svårt?', 'Did something at school make it hard?'),
      {
        choices: [
          choice('rooms', 'Lokalerna eller ljudet', 'The rooms or the noise'),
          choice('support', 'Jag fick inte det stöd jag behövde', 'I did not get the support I needed'),
          choice('structure', 'Det var otydligt vad jag skulle göra', 'It was unclear what I was to do'),
          choice('teaching', 'Undervisningen passade mig inte', 'The teaching did not suit me'),
          choice('treated', 'Hur andra behandlade mig', 'How others treated me'),
          choice('way_there', 'Att ta sig dit', 'Getting there'),
          choice('other', 'Något annat', 'Something else'),
        ],
      },
    ),
    question('school_hard_told', 'long', say('Berätta mer om du vill', 'Tell more if you like'), {
      when: { match: 'all', tests: [{ question: 'school_hard', way: 'answered', value: '' }] },
    }),
  ],
})

const schools = section({
  key: 'schools',
  topic: 'school',
  title: say('Skolor och program', 'Schools and programmes'),
  lead: say('Ta en skola i taget, den senaste först.', 'One school at a time, the latest first.'),
  repeat: { most: 8 },
  questions: [
    question('school_name', 'text', say('Skola och program', 'School and programme')),
    question('school_why', 'text', say('Varför slutade du?', 'Why did you leave?')),
  ],
})

const before = section({
  key: 'before',
  topic: 'support',
  title: say('Det som har hjälpt förut', 'What has helped before'),
  questions: [
    question(
      'had_support',
      'yes_no',
      say('Har du haft stöd av någon förut?', 'Have you had support from anybody before?'),
    ),
    question('support_worked', 'long', say('Vad hjälpte, och vad hjälpte inte?', 'What helped, and what did not?'), {
      when: when('had_support', 'yes'),
    }),
  ],
})

const health = section({
  key: 'health',
  topic: 'health',
  title: say('Hur du mår', 'How you are'),
  lead: say(
    'Bara de som arbetar med hälsa, och den du fyller i det här med, kan läsa svaren.',
    'Only those who work with health, and whoever you fill this in with, can read the answers.',
  ),
  questions: [
    question('well', 'scale', say('Hur mår du för det mesta?', 'How are you most of the time?'), {
      ends: { least: say('Mycket dåligt', 'Very badly'), most: say('Mycket bra', 'Very well') },
    }),
    question('sleep', 'one', say('Hur ofta sover du tillräckligt?', 'How often do you sleep enough?'), {
      choices: OFTEN,
    }),
    question(
      'worried',
      'one',
      say(
        'Hur ofta har du känt oro eller ångest den senaste månaden?',
        'How often have you felt worry or anxiety in the last month?',
        'Hur ofta har du varit orolig den senaste månaden?',
      ),
      { choices: OFTEN },
    ),
    question(
      'low',
      'one',
      say(
        'Hur ofta har du känt dig nedstämd den senaste månaden?',
        'How often have you felt low in the last month?',
        'Hur ofta har du varit ledsen den senaste månaden?',
      ),
      { choices: OFTEN },
    ),
    question(
      'care',
      'yes_no',
      say(
        'Har du kontakt med vården eller elevhälsan?',
        'Are you in touch with health care or the school’s health team?',
      ),
    ),
    question('care_who', 'text', say('Med vilka?', 'With whom?'), { when: when('care', 'yes') }),
    question(
      'health_told',
      'long',
      say('Är det något mer om din hälsa som vi bör veta?', 'Is there more about your health that we should know?'),
    ),
  ],
})

const direction = section({
  key: 'direction',
  topic: 'support',
  title: say('Det du vill', 'What you want'),
  questions: [
    question(
      'wishes',
      'long',
      say('Vad önskar du dig mest just nu?', 'What do you wish for most right now?', 'Vad vill du mest av allt?'),
    ),
    question(
      'in_a_year',
      'long',
      say(
        'Hur ser ditt liv ut om ett år, om det blir som du vill?',
        'What is your life like in a year, if it turns out as you want?',
        'Vad vill du göra om ett år?',
      ),
    ),
    question(
      'dream',
      'long',
      say(
        'Vad skulle du välja om ingen annan tyckte något om det?',
        'What would you choose if nobody else had a say?',
        'Vad vill du bli om du får välja helt själv?',
      ),
    ),
    question(
      'dream_norms',
      'long',
      say(
        'Finns det ett yrke eller ett intresse som lockar, fast det ofta ses som något för killar eller för tjejer?',
        'Is there a job or an interest that appeals to you, though it is often seen as for boys or for girls?',
      ),
    ),
    question('future', 'scale', say('Hur ser du på din framtid?', 'How do you see your future?'), {
      ends: {
        least: say('Jag tror inte på den', 'I do not believe in it'),
        most: say('Jag tror mycket på den', 'I believe in it very much'),
      },
    }),
  ],
})

const help = section({
  key: 'help',
  topic: 'support',
  title: say('Det du vill ha hjälp med', 'What you want help with'),
  questions: [
    question('help_with', 'many', say('Vad vill du ha hjälp med?', 'What do you want help with?'), {
      choices: [
        choice('studies', 'Komma tillbaka till studier', 'Getting back to studies'),
        choice('work', 'Arbete eller praktik', 'Work or a placement'),
        choice('guidance', 'Veta vad som finns att välja på', 'Knowing what there is to choose from'),
        choice('routines', 'Rutiner i vardagen', 'Everyday routines'),
        choice('health', 'Må bättre', 'Feeling better'),
        choice('contacts', 'Kontakt med myndigheter eller vård', 'Contact with authorities or care'),
        choice('money', 'Ekonomi eller boende', 'Money or housing'),
        choice('people', 'Träffa andra', 'Meeting others'),
        choice('other', 'Något annat', 'Something else'),
      ],
    }),
    question('help_first', 'long', say('Vad ska vi börja med?', 'What shall we begin with?')),
    question('ready', 'scale', say('Hur redo känner du dig att börja?', 'How ready do you feel to begin?'), {
      ends: { least: say('Inte alls', 'Not at all'), most: say('Helt redo', 'Quite ready') },
    }),
  ],
})

/** The first mapping: the same neutral questions to everybody, about what one can and wants before what is hard. */
export const ENTRY: Form = {
  ...{ id: null, code: 'entry', version: 1 },
  definition: {
    title: say('Kartläggning', 'Mapping', 'Frågor om dig'),
    intro: say(
      'Frågorna är desamma för alla. Du bestämmer vad du vill svara på.',
      'The questions are the same for everybody. You decide what to answer.',
      'Alla får samma frågor. Du väljer vilka du svarar på.',
    ),
    ...{ credit: null, variants: ['sv-plain', 'en'], score: null },
    sections: [everyday, strengths, challenges, school, schools, before, health, direction, help],
  },
}

/** What starts a term: earlier studies, what one needs, and how one is (uppstartssamtal). */
export const TERM_START: Form = {
  ...{ id: null, code: 'term_start', version: 1 },
  definition: {
    title: say('Uppstartssamtal', 'Talk at the start of term'),
    intro: say('Ett samtal med alla nya när terminen börjar.', 'A talk with everybody new when term begins.'),
    ...{ credit: null, variants: ['en'], score: null },
    sections: [
      section({
        ...{ key: 'studies', topic: 'school', title: say('Studier hittills', 'Studies so far') },
        questions: [
          question('studied', 'long', say('Vad har du läst hittills?', 'What have you studied so far?')),
          question('worked', 'long', say('När har det gått bra i skolan?', 'When has school gone well?')),
          question(
            'needs',
            'long',
            say('Vad behöver du för att det ska gå bra här?', 'What do you need for it to go well here?'),
          ),
        ],
      }),
      section({
        ...{ key: 'health', topic: 'health', title: say('Hur du mår', 'How you are') },
        questions: [
          question('well', 'scale', say('Hur mår du för det mesta?', 'How are you most of the time?'), {
            ends: { least: say('Mycket dåligt', 'Very badly'), most: say('Mycket bra', 'Very well') },
          }),
          question(
            'health_told',
            'long',
            say(
              'Är det något om din hälsa som vi bör ta hänsyn till?',
              'Is there something about your health that we should take into account?',
            ),
          ),
        ],
      }),
      section({
        ...{ key: 'first', topic: 'support', title: say('Första tiden', 'The first weeks') },
        questions: [
          question('pace', 'one', say('I vilken takt vill du börja?', 'At what pace do you want to begin?'), {
            choices: [
              choice('full', 'Hela dagar från början', 'Full days from the beginning'),
              choice('some', 'Några timmar om dagen först', 'A few hours a day at first'),
              choice('slow', 'Komma på besök först', 'A visit first'),
            ],
          }),
          question(
            'adult',
            'text',
            say('Vilken vuxen vill du ha kontakt med?', 'Which grown-up do you want to be in touch with?'),
          ),
        ],
      }),
    ],
  },
}
