import type { DossierCard } from '../../api/types';
import { RowLink } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { DueText } from '../dossier/DueText';
import { Said } from '../Said';

/** A dossier in a list: its name, its status, and the next action if there is one. */
export function DossierRow({ dossier }: { dossier: DossierCard }) {
  const own = useWords().service.statuses[dossier.status.code];
  const isLate = dossier.due.state === 'late';
  return (
    <RowLink to={paths.dossier(dossier.code)} title={dossier.procedure.name} lang="vi">
      <span className="tags">
        <span className={dossier.action_needed ? 'tag warning' : 'tag'}>
          <Said own={own?.name} service={dossier.status.name} />
        </span>
      </span>
      {dossier.action_needed && (
        <span>
          <Said own={own?.nextStep} service={dossier.status.next_step} />
        </span>
      )}
      {dossier.due.text && (
        <span className={isLate ? 'small late' : 'small'}>
          <DueText due={dossier.due} />
        </span>
      )}
      <span className="small">{dossier.code}</span>
    </RowLink>
  );
}
