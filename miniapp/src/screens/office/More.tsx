import type { Office } from '../../api/types';
import { CallLink, Card, Notice, Vi } from '../../kit';
import { useWords } from '../../words';

export function Serves({ office }: { office: Office }) {
  const words = useWords().offices;
  if (office.fields_served.length === 0 && !office.fields_note) return null;
  return (
    <Card title={words.serves}>
      {office.fields_note && <Notice>
          <Vi>{office.fields_note}</Vi>
        </Notice>}
      <ul className="bullets" lang="vi">
        {office.fields_served.map(({ code, name }) => (
          <li key={code}>{name}</li>
        ))}
      </ul>
    </Card>
  );
}

export function Officers({ office }: { office: Office }) {
  const words = useWords();
  if (office.officers.length === 0) return null;
  return (
    <Card title={words.offices.officers}>
      <ul className="list">
        {office.officers.map(({ name, title, phone }) => (
          <li key={name + title} className="office">
            <p lang="vi">
              <strong>{name}</strong> {title && <span className="soft">{title}</span>}
            </p>
            {phone && (
              <CallLink phone={phone.openPhone.phoneNumber} name={name} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
