import type { ReactNode } from 'react';

import type { DossierDetail } from '../../api/types';
import { ButtonLink, Card, Facts, Named, Outside, Reach } from '../../kit';
import { paths } from '../../paths';
import { useWords } from '../../words';
import { day, moment, weekday } from '../../words/dates';
import { Said } from '../Said';
import { DueText } from './DueText';
import { Follow } from './Follow';
import { Next } from './Next';
import { Happened, Progress } from './Progress';

interface Props {
  dossier: DossierDetail;
  /** Nobody is logged in: actions that need a log-in are hidden. */
  isStranger?: boolean;
}

/** Everything for its owner, with the next action first. */
export function Detail({ dossier, isStranger = false }: Props) {
  const words = useWords().dossier;
  const own = useWords().service.statuses[dossier.status.code];
  return (
    <>
      <div className="lead">
        <h2 lang="vi">{dossier.procedure.name}</h2>
        <p className="soft">{words.code(dossier.code)}</p>
      </div>
      <Next dossier={dossier} />
      {!isStranger && <Come dossier={dossier} />}
      <Card title={words.standing}>
        <p>
          <strong>
            <Said own={own?.name} service={dossier.status.name} />
          </strong>
        </p>
        <p>
          <Said own={own?.explanation} service={dossier.status.explanation} />
        </p>
        <Due dossier={dossier} />
        <Progress steps={dossier.progress} />
      </Card>
      {!isStranger && <Rate dossier={dossier} />}
      <Happened entries={dossier.timeline} />
      <Office office={dossier.office} />
      {!isStranger && <Follow code={dossier.code} following={dossier.following} />}
      <About dossier={dossier} />
    </>
  );
}

/** A result is collected, and papers are handed in, at the office: with an appointment nobody waits long. Of the counters there, the person knows which. */
function Come({ dossier: { status, office, code } }: { dossier: DossierDetail }) {
  const words = useWords().visits;
  if (!['completed', 'supplement_required'].includes(status.code)) return null;
  return (
    <ButtonLink to={paths.booking({ office: office.successor?.id ?? office.id, dossier: code })} icon="calendar">
      {words.collect}
    </ButtonLink>
  );
}

function Due({ dossier: { due, extension, completed_at, returned_at } }: { dossier: DossierDetail }) {
  const words = useWords().dossier;
  const rows: [string, ReactNode][] = [];
  if (due.due_on) rows.push([words.due, weekday(due.due_on)]);
  if (completed_at) rows.push([words.completed, moment(completed_at)]);
  if (returned_at) rows.push([words.returned, moment(returned_at)]);
  return (
    <>
      {rows.length > 0 && <Facts rows={rows} />}
      {due.text && (
        <p className={due.state === 'late' ? 'late' : 'soft'}>
          <DueText due={due} />
        </p>
      )}
      {extension && (
        <div className="quote">
          <p>
            <strong>{words.extended(weekday(extension.due_on))}</strong>
          </p>
          <p lang="vi">{extension.apology}</p>
        </div>
      )}
    </>
  );
}

function Office({ office }: { office: DossierDetail['office'] }) {
  const words = useWords().dossier;
  return (
    <Card title={words.office}>
      <p>
        <strong lang="vi">{office.name}</strong>
      </p>
      {office.address && <p lang="vi">{office.address}</p>}
      {office.successor && (
        <p>
          <Named say={words.successor} name={office.successor.name} />
        </p>
      )}
      <Reach contact={office.contact} directions={office.directions} />
      <ButtonLink to={paths.office(office.successor?.id ?? office.id)} look="quiet">
        {words.officePage}
      </ButtonLink>
    </Card>
  );
}

function Rate({ dossier: { code, rating } }: { dossier: DossierDetail }) {
  const words = useWords().dossier;
  const needsProof = rating?.refusal === 'rating_needs_proof';
  if (!rating || (!rating.can_rate && rating.overall === null && !needsProof)) return null;
  return (
    <Card title={words.rating}>
      {rating.overall !== null && <p>{words.rated(rating.overall)}</p>}
      {needsProof && (
        <>
          <p>{words.needsProof}</p>
          <ButtonLink to={paths.lookUpCode(code)}>{words.prove}</ButtonLink>
        </>
      )}
      {rating.can_rate && (
        <>
          <p>{rating.until ? words.rateAgainUntil(day(rating.until)) : words.rateText}</p>
          <ButtonLink to={paths.rateDossier(code)} icon="star">
            {rating.overall === null ? words.rate : words.rateAgain}
          </ButtonLink>
        </>
      )}
    </Card>
  );
}

function About({ dossier }: { dossier: DossierDetail }) {
  const words = useWords().dossier;
  const { channels } = useWords().service;
  const rows: [string, ReactNode][] = [
    [
      words.submitted,
      <>
        {moment(dossier.submitted_at)} · <Said own={channels[dossier.channel]} service={dossier.channel_name} />
      </>,
    ],
  ];
  if (dossier.accepted_at) rows.push([words.accepted, moment(dossier.accepted_at)]);
  return (
    <Card title={words.about}>
      <Facts rows={rows} />
      {dossier.procedure.portal_url && <Outside url={dossier.procedure.portal_url}>{words.portal}</Outside>}
      <div className="buttons">
        <ButtonLink to={paths.askDossier(dossier.code)} icon="chat">
          {words.ask}
        </ButtonLink>
        <ButtonLink to={paths.procedure(dossier.procedure.id)} icon="paper">
          {words.procedure}
        </ButtonLink>
      </div>
    </Card>
  );
}
