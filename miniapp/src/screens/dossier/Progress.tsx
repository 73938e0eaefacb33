import type { DossierDetail, DossierStep } from '../../api/types';
import { Card, Fold } from '../../kit';
import { useWords } from '../../words';
import { day, moment, number } from '../../words/dates';
import { Said } from '../Said';

/** The steps of a dossier, with the current one. */
export function Progress({ steps }: { steps: DossierStep[] }) {
  const { dossier: words, service } = useWords();
  return (
    <ol className="way" aria-label={words.way}>
      {steps.map((step) => (
        <li key={step.code} className={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
          <span>
            <Said own={service.statuses[step.code]?.name} service={step.name} />
          </span>
          <span className="small">{words.stepStates[step.state] ?? ''}</span>
        </li>
      ))}
    </ol>
  );
}

/** The history, the newest first: that is what people look for. */
export function Happened({ entries }: { entries: DossierDetail['timeline'] }) {
  const words = useWords().dossier;
  if (entries.length === 0) return null;
  return (
    <Card>
      <Fold title={words.happened(entries.length)}>
        <ol className="list" reversed>
          {[...entries].reverse().map((entry) => (
            <li key={entry.number} className="padded">
              <p className="small">{moment(entry.at)}</p>
              <p>
                <strong>
                  <Title entry={entry} />
                </strong>
              </p>
              {entry.note && <p lang="vi">{entry.note}</p>}
              {entry.papers.length > 0 && <p lang="vi">{entry.papers.join('; ')}</p>}
              {entry.supplement_due_on && <p className="soft">{words.papersUntil(day(entry.supplement_due_on))}</p>}
              {entry.fee !== null && <p className="soft">{words.fee(number(entry.fee))}</p>}
              {entry.due_on && <p className="soft">{words.dueMoved(day(entry.due_on))}</p>}
            </li>
          ))}
        </ol>
      </Fold>
    </Card>
  );
}

function Title({ entry: { kind, status, title } }: { entry: DossierDetail['timeline'][number] }) {
  const { statuses, changes } = useWords().service;
  const name = statuses[status]?.name;
  const change = changes[kind];
  if (kind === 'transition') return <Said own={name} service={title} />;
  const corrected = kind === 'correction' && change && name ? `${change}: ${name}` : change;
  return <Said own={corrected} service={title} />;
}
