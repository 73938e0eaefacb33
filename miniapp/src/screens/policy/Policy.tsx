import type { ReactNode } from 'react';

import { usePrivacy, useTerms } from '../../api/queries/policies';
import type { Privacy, Terms } from '../../api/types';
import { ButtonLink, CallLink, Card, ErrorBox, Facts, Fold, KeptNotice, List, RowLink, Screen, Skeleton, Vi } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { month } from '../../words/dates';

export default function Policy() {
  const words = useWords().policy;
  const terms = useTerms();
  const privacy = usePrivacy();
  return (
    <Screen title={words.title}>
      <Help />
      <KeptNotice of={terms.data} fetching={terms.isFetching} />
      {terms.error && !terms.data && <ErrorBox error={terms.error} onRetry={() => void terms.refetch()} />}
      {!terms.data && !terms.error && <Skeleton rows={2} />}
      {terms.data && <TermsOfUse terms={terms.data} />}
      {privacy.error && !privacy.data && <ErrorBox error={privacy.error} onRetry={() => void privacy.refetch()} />}
      {!privacy.data && !privacy.error && <Skeleton rows={2} />}
      {privacy.data && <PersonalData found={privacy.data} />}
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

/** Only known values: an unpublished address has no row. */
const known = (rows: [string, string][]) =>
  rows.flatMap(([name, value]): [string, ReactNode][] => (value ? [[name, <Vi key={name}>{value}</Vi>]] : []));

function TermsOfUse({ terms }: { terms: Terms }) {
  const words = useWords();
  const own = words.policy;
  const { app_name: name, owner, version, sections, complain } = terms;
  return (
    <Card title={own.terms}>
      <Facts
        rows={known([
          [own.app, name],
          [own.owner, owner.name],
          [own.address, owner.address],
          [own.complain, complain],
        ])}
      />
      {owner.phone && <CallLink phone={owner.phone} label={words.common.call(owner.phone)} />}
      <Fold title={own.read}>
        <Texts rows={sections.map(({ title, text }) => [title, text])} />
      </Fold>
      <Version of={version} />
    </Card>
  );
}

function PersonalData({ found }: { found: Privacy }) {
  const words = useWords();
  const own = words.policy;
  const { contact } = found;
  return (
    <Card title={own.privacy}>
      <Facts
        rows={known([
          [own.owner, found.controller.name],
          [own.contact, contact.name],
          [own.email, contact.email],
          [own.complain, found.complain],
        ])}
      />
      {contact.phone && <CallLink phone={contact.phone} label={words.common.call(contact.phone)} />}
      <Fold title={own.held}>
        <ul className="bullets" lang="vi">
          {found.held_data.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Fold>
      <Fold title={own.purposes}>
        <Texts rows={found.purposes.map(({ title, text }) => [title, text])} />
      </Fold>
      <Fold title={own.retention}>
        <Texts rows={found.retention.map(({ title, keeps, reason }) => [title, `${keeps}. ${reason}`])} />
      </Fold>
      <Fold title={own.rights}>
        <Texts rows={found.rights.map(({ title, how }) => [title, how])} />
      </Fold>
      <Version of={found.policy_version} />
    </Card>
  );
}

/** A version is named by its month of issue, as «2026-11». */
function Version({ of }: { of: string }) {
  const words = useWords().policy;
  return <p className="small">{words.version(of, /^\d{4}-\d{2}/.test(of) ? month(of) : '')}</p>;
}

/** Texts of the service, in Vietnamese whatever the app's language. */
function Texts({ rows }: { rows: [title: string, text: string][] }) {
  return (
    <dl className="facts texts" lang="vi">
      {rows.map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
