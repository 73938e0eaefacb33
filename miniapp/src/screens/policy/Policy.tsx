import { usePrivacy } from '../../api/queries/policies';
import type { Privacy } from '../../api/types';
import { ButtonLink, CallLink, Card, ErrorBox, Facts, Fold, KeptNotice, List, RowLink, Screen, Skeleton } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';

export default function Policy() {
  const words = useWords().policy;
  const { data, error, isFetching, refetch } = usePrivacy();
  return (
    <Screen title={words.title}>
      <Help />
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      <KeptNotice of={data} fetching={isFetching} />
      {data && (
        <>
          <Owner found={data} />
          <Texts found={data} />
        </>
      )}
      <Card>
        <List>
          <RowLink to={paths.privacy} title={words.consents} />
          <RowLink to={paths.data} title={words.data} />
        </List>
      </Card>
    </Screen>
  );
}

function Help() {
  const words = useWords();
  return (
    <Card title={words.policy.help}>
      <p>{words.policy.helpText}</p>
      <div className="buttons">
        <CallLink phone="113" label={words.common.call('113')} look="urgent" />
        <ButtonLink to={paths.ask} icon="chat">
          {words.policy.ask}
        </ButtonLink>
        <ButtonLink to={paths.offices} icon="building">
          {words.policy.offices}
        </ButtonLink>
      </div>
    </Card>
  );
}

function Owner({ found }: { found: Privacy }) {
  const words = useWords();
  const own = words.policy;
  const { controller, contact } = found;
  const rows: [string, string][] = [
    [own.app, import.meta.env.APP_TITLE],
    [own.owner, controller.name],
    [own.address, controller.address],
    [own.contact, contact.name],
    [own.phone, contact.phone],
    [own.email, contact.email],
  ];
  return (
    <Card title={own.owner}>
      <Facts rows={rows.filter(([, value]) => value)} />
      {!contact.name && !contact.phone && !contact.email && <p className="soft">{own.noContact}</p>}
      {contact.phone && <CallLink phone={contact.phone} label={words.common.call(contact.phone)} />}
    </Card>
  );
}

function Texts({ found }: { found: Privacy }) {
  const words = useWords().policy;
  const parts: [title: string, rows: [string, string][]][] = [
    [words.purposes, found.purposes.map(({ title, text }) => [title, text])],
    [words.retention, found.retention.map(({ title, keeps, reason }) => [title, `${keeps}. ${reason}`])],
    [words.rights, found.rights.map(({ title, how }) => [title, how])],
  ];
  return (
    <Card title={words.privacy}>
      <p className="small">{words.version(found.policy_version)}</p>
      <Fold title={words.held}>
        <ul className="bullets" lang="vi">
          {found.held_data.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Fold>
      {parts.map(([title, rows]) => (
        <Fold key={title} title={title}>
          <dl className="facts texts" lang="vi">
            {rows.map(([name, text]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </Fold>
      ))}
    </Card>
  );
}
