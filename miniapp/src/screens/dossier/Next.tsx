import type { DossierDetail } from '../../api/types';
import { Notice } from '../../kit';
import { useWords } from '../../words';
import { number, weekday } from '../../words/dates';
import { Said } from '../Said';

/** The citizen's next action, before everything else: missing papers, money, the result. */
export function Next({ dossier: { action_needed, status, reason, supplement, fee } }: { dossier: DossierDetail }) {
  const words = useWords().dossier;
  const own = useWords().service.statuses[status.code];
  return (
    <Notice tone={action_needed ? 'warning' : 'info'}>
      <h2>{action_needed ? words.actNow : words.next}</h2>
      <p>
        <Said own={own?.nextStep} service={status.next_step} />
      </p>
      {supplement && supplement.papers.length > 0 && (
        <>
          <h3>{words.papers}</h3>
          <ul className="bullets" lang="vi">
            {supplement.papers.map((paper) => (
              <li key={paper}>{paper}</li>
            ))}
          </ul>
        </>
      )}
      {supplement?.due_on && <p>{words.papersUntil(weekday(supplement.due_on))}</p>}
      {fee && <p>{words.fee(number(fee.amount))}</p>}
      {reason && (
        <p>
          {words.reason}: <q lang="vi">{reason}</q>
        </p>
      )}
    </Notice>
  );
}
