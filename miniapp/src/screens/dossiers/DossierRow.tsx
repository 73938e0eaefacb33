import type { DossierCard } from '../../api/types';
import { RowLink } from '../../kit';
import { paths } from '../../paths';

/** A dossier in a list: what it is, how it stands, and what to do if there is something to do. */
export function DossierRow({ dossier }: { dossier: DossierCard }) {
  const isLate = dossier.due.state === 'late';
  return (
    <RowLink to={paths.dossier(dossier.code)} title={dossier.procedure.name}>
      <span className="tags">
        <span className={dossier.action_needed ? 'tag warning' : 'tag'}>{dossier.status.name}</span>
      </span>
      {dossier.action_needed && <span>{dossier.status.next_step}</span>}
      {dossier.due.text && <span className={isLate ? 'small late' : 'small'}>{dossier.due.text}</span>}
      <span className="small">{dossier.code}</span>
    </RowLink>
  );
}
