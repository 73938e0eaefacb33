import type { Situation } from '../../api/queries/procedures';
import type { Checklist, Condition } from '../../api/types';
import { Card, Choices, Fold, Tick } from '../../kit';
import { useWords } from '../../words';

interface Props {
  checklist: Checklist;
  onChange: (values: Situation) => void;
}

/** The choices that papers, fee and day depend on: the case, the channel, and conditions. */
export function YourCase({ checklist, onChange }: Props) {
  const words = useWords().procedure;
  const { cases, channels, conditions } = checklist;
  const groups = [...new Set(conditions.map((one) => one.group).filter(Boolean))];
  const alone = conditions.filter((one) => !one.group);
  if (cases.length + channels.length + conditions.length <= 1) return null;

  const ticked = conditions.filter((one) => one.ticked).map((one) => one.id);
  const tick = (id: string, isTicked: boolean) =>
    onChange({ condition: isTicked ? [...ticked, id] : ticked.filter((other) => other !== id) });
  const choose = (group: string, id: string) => {
    const others = conditions.filter((one) => one.group === group).map((one) => one.id);
    onChange({ condition: [...ticked.filter((other) => !others.includes(other)), id] });
  };

  return (
    <Card title={words.yourCase}>
      {cases.length > 1 && (
        <Choices
          legend={words.case}
          name="case"
          value={checklist.case}
          choices={cases.map((name) => ({ value: name, words: name }))}
          onChange={(name) => onChange({ case: name, condition: [] })}
        />
      )}
      {channels.length > 1 && (
        <Choices
          legend={words.channel}
          name="channel"
          value={checklist.channel}
          choices={channels.map(({ code, name }) => ({ value: code, words: name }))}
          onChange={(code) => onChange({ channel: code as Situation['channel'], condition: [] })}
        />
      )}
      {groups.map((group) => (
        <Group key={group} legend={group} conditions={conditions.filter((one) => one.group === group)} onChoose={choose} />
      ))}
      {alone.length > 0 && (
        <Fold title={words.alsoCount(alone.length)} open={alone.length <= 3}>
          <fieldset className="choices">
            <legend>{words.alsoIf}</legend>
            {alone.map((one) => (
              <Tick key={one.id} checked={one.ticked} onChange={(isTicked) => tick(one.id, isTicked)}>
                {one.text}
                {one.needs && <span className="small"> {one.needs}</span>}
              </Tick>
            ))}
          </fieldset>
        </Fold>
      )}
    </Card>
  );
}

interface GroupProps {
  legend: string;
  conditions: Condition[];
  onChoose: (group: string, id: string) => void;
}

function Group({ legend, conditions, onChoose }: GroupProps) {
  return (
    <Choices
      legend={legend}
      name={legend}
      value={conditions.find((one) => one.ticked)?.id ?? ''}
      choices={conditions.map((one) => ({ value: one.id, words: one.text }))}
      onChange={(id) => onChoose(legend, id)}
    />
  );
}
