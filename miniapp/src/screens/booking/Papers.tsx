import { Bring } from '../procedure/Bring';
import { useSituation } from '../procedure/situation';

/** What to bring, one tap away: the same list, with the same ticks, as on the procedure's own screen. */
export function Papers({ procedure }: { procedure: string }) {
  const { data } = useSituation(procedure);
  if (!data) return null;
  return (
    <div className="card answers">
      <Bring id={procedure} documents={data.documents} general={data.general} />
    </div>
  );
}
