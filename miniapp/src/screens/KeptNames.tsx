import { ApiError } from '../api/problems';
import { findNames, namesAt } from '../api/names';
import { CallLink, Card, langOf, List, RowLink } from '../kit';
import { paths } from '../paths';
import { useWords } from '../words';
import { moment } from '../words/dates';

const MOST = 20;

/** Without the service: what the phone knows by name, with the day of these names. */
export function KeptNames({ kind, search, error }: { kind: 'procedures' | 'offices'; search: string; error: unknown }) {
  const words = useWords().common;
  const at = namesAt();
  const found = ApiError.of(error).isPassing ? findNames(kind, search, MOST) : [];
  if (!at || found.length === 0) return null;
  return (
    <Card title={words.keptNames}>
      <p className="small">{words.keptNamesAt(moment(at))}</p>
      <List>
        {found.map(({ id, name, more, phone }) =>
          kind === 'offices' ? (
            <li key={id} className="office">
              <strong lang="vi">{name}</strong>
              {phone && <CallLink phone={phone} label={words.call(phone)} />}
            </li>
          ) : (
            <RowLink key={id} to={paths.procedure(id)} title={name} lang={langOf(name)}>
              <span className="soft" lang={langOf(more)}>{more}</span>
            </RowLink>
          ),
        )}
      </List>
    </Card>
  );
}
