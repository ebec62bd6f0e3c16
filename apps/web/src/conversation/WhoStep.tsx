import type { PersonNotes } from '@caecilia/careplan/ui';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Plates } from '../assessment/Plates.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useTalkWords } from './conversationQuery.ts';
import { WantedHere } from './planned/AroundTalk.tsx';
import { choiceWords } from './said.ts';
import type { StepProps } from './stepProps.ts';
import { spoken } from './talk.ts';

const PLACES = ['home', 'hospital', 'clinic'] as const;

/** Who is here, who represents, whom to call first, and where it is held. */
export function WhoStep({ talk, opening, say }: StepProps): ReactNode {
  const w = useTalkWords();
  const { notes } = talk;
  const nobody = !notes.patientPresent && !notes.persons.some(({ present }) => present);
  const change = (key: string, part: Partial<PersonNotes>) =>
    say({ persons: notes.persons.map((each) => (each.key === key ? { ...each, ...part } : each)) });
  return (
    <>
      <Checkbox
        label={w('who.patient', { name: opening.name ?? '' })}
        checked={notes.patientPresent}
        onChange={(event) => say({ patientPresent: event.currentTarget.checked })}
        error={nobody ? `! ${w('who.nobody')}` : undefined}
      />
      <h4>{w('who.close')}</h4>
      <WantedHere />
      {notes.persons.length === 0 ? <p>{w('who.none')}</p> : null}
      <ul className="talk-people">
        {notes.persons.map((person) => (
          <OnePerson
            key={person.key}
            person={person}
            relation={person.relation}
            opening={opening}
            change={(part) => change(person.key, part)}
            remove={
              person.reference === undefined
                ? () => say({ persons: notes.persons.filter(({ key }) => key !== person.key) })
                : undefined
            }
          />
        ))}
      </ul>
      <AddPerson opening={opening} add={(person) => say({ persons: [...notes.persons, person] })} />
      <Plates
        label={w('who.where')}
        name="at"
        dense
        value={notes.at ?? ''}
        choose={(at) => {
          const place = PLACES.find((each) => each === at);
          if (place) say({ at: place });
        }}
        plates={PLACES.map((value) => ({ value, label: w(`who.${value}`) }))}
      />
    </>
  );
}

function OnePerson(props: {
  readonly person: PersonNotes;
  readonly relation: string | undefined;
  readonly opening: StepProps['opening'];
  readonly change: (part: Partial<PersonNotes>) => void;
  readonly remove: (() => void) | undefined;
}): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const { person, relation, opening, change, remove } = props;
  const name = spoken(person) || w('who.close');
  const about = choiceWords(opening, 'relations', relation, language);
  const boxes = [
    ['present', 'who.there'],
    ['representative', 'who.represents'],
    ['firstContact', 'who.first'],
  ] as const;
  return (
    <li>
      <fieldset>
        <legend>
          {name}
          {about === undefined ? null : <small> {about}</small>}
        </legend>
        {boxes.map(([part, key]) => (
          <Checkbox
            key={part}
            label={w(key)}
            checked={person[part]}
            // What the record says about somebody is changed with them, and not in a conversation.
            disabled={part !== 'present' && person.reference !== undefined}
            onChange={(event) => change({ [part]: event.currentTarget.checked })}
          />
        ))}
        {remove ? (
          <Button variant="default" size="compact-sm" onClick={remove}>
            {w('who.remove', { name })}
          </Button>
        ) : null}
      </fieldset>
    </li>
  );
}

const NEW = { given: '', family: '', relation: '', phone: '' };

function AddPerson(props: {
  readonly opening: StepProps['opening'];
  readonly add: (person: PersonNotes) => void;
}): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const [typed, setTyped] = useState<typeof NEW>();
  if (!typed)
    return (
      <Button variant="default" onClick={() => setTyped(NEW)}>
        + {w('who.add')}
      </Button>
    );
  const field = (part: keyof typeof NEW) => ({
    label: w(`who.${part}`),
    value: typed[part],
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [part]: event.currentTarget.value }),
  });
  const take = () => {
    const [given, family, phone] = [typed.given.trim(), typed.family.trim(), typed.phone.trim()];
    if (given === '' && family === '') return;
    props.add({
      key: `new-${crypto.randomUUID()}`,
      name: { ...(given === '' ? {} : { given }), ...(family === '' ? {} : { family }) },
      representative: false,
      firstContact: false,
      present: true,
      roles: [],
      ...(typed.relation === '' ? {} : { relation: typed.relation }),
      phones: phone === '' ? [] : [{ value: phone }],
      emails: [],
    });
    setTyped(undefined);
  };
  return (
    <fieldset className="talk-add">
      <legend>{w('who.add')}</legend>
      <TextInput {...field('given')} maxLength={100} autoFocus />
      <TextInput {...field('family')} maxLength={100} />
      <NativeSelect
        {...field('relation')}
        data={[
          { value: '', label: w('who.choose') },
          ...(props.opening.choices.relations ?? []).map(({ code, label }) => ({
            value: code,
            label: label[language],
          })),
        ]}
      />
      <TextInput {...field('phone')} type="tel" maxLength={40} />
      <div className="form-acts">
        <Button onClick={take}>{w('who.take')}</Button>
        <Button variant="default" onClick={() => setTyped(undefined)}>
          {w('who.cancel')}
        </Button>
      </div>
    </fieldset>
  );
}
