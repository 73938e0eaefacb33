import type { Checklist, ReceivingOffice } from '../../api/types';
import { langOf, Notice, Reach } from '../../kit';
import { useWords } from '../../words';
import { Missing } from '../Missing';
import { PlaceForm } from '../PlaceForm';
import { Line } from './Line';

interface Props {
  checklist: Checklist;
  place: string;
  onPlace: (place: string) => void;
}

/** The receiving offices. The commune's police needs the citizen's place. */
export function Where({ checklist, place, onPlace }: Props) {
  const words = useWords().procedure;
  const sure = checklist.offices.filter(({ receives }) => receives === 'yes');
  // Without a place the commune's police is not known: then the kinds of offices are the answer.
  const value = place && sure[0] ? sure[0].name : checklist.where;
  return (
    <Line icon="pin" title={words.where} value={value}>
      <p lang={langOf(checklist.where)}>{checklist.where}</p>
      <PlaceForm place={place} button={words.placeButton} onPlace={onPlace} />
      {checklist.offices_note && <Notice live>
          <span lang={langOf(checklist.offices_note)}>{checklist.offices_note}</span>
        </Notice>}
      <ul className="list">
        {checklist.offices.map((office) => (
          <Office key={office.id} office={office} />
        ))}
      </ul>
    </Line>
  );
}

function Office({ office }: { office: ReceivingOffice }) {
  const words = useWords();
  return (
    <li className="office">
      <h3 lang={langOf(office.name)}>{office.name}</h3>
      <p className="tags">
        <span className={office.receives === 'yes' ? 'tag' : 'tag warning'}>{words.procedure.receives[office.receives] ?? ''}</span>
        {office.distance_m !== null && <span className="tag">{words.common.office.distance((office.distance_m / 1000).toFixed(1))}</span>}
      </p>
      {office.reason && <p lang={langOf(office.reason)}>{office.reason}</p>}
      {office.address && <p lang="vi">{office.address}</p>}
      {office.point?.note && <p className="small" lang={langOf(office.point.note)}>{office.point.note}</p>}
      <Missing of={office} />
      <Reach contact={office.contact} directions={office.directions} />
    </li>
  );
}
