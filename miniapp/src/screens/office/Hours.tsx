import type { Office } from '../../api/types';
import { Card } from '../../kit';
import { useWords } from '../../words';
import { day, weekdayName } from '../../words/dates';

/** «07:30» of «07:30:00». */
const clock = (time: string | null) => (time ?? '').slice(0, 5);

export function Hours({ office }: { office: Office }) {
  const words = useWords().offices;
  const { hours, exceptions } = office;
  const days = [...new Set(hours.map((one) => one.weekday))];
  return (
    <Card title={words.hours}>
      {hours.length === 0 && <p className="soft">{words.noHours}</p>}
      {days.length > 0 && (
        <table>
          <tbody>
            {days.map((number) => (
              <tr key={number}>
                <th scope="row">{weekdayName(number)}</th>
                <td>
                  {hours
                    .filter((one) => one.weekday === number)
                    .map((one) => `${clock(one.opens)}–${clock(one.closes)}`)
                    .join(', ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {exceptions.length > 0 && (
        <>
          <h3>{words.exceptions}</h3>
          <ul className="bullets">
            {exceptions.map((one) => (
              <li key={`${one.date} ${one.opens}`}>
                {one.closed ? words.closedOn(day(one.date)) : `${day(one.date)}: ${clock(one.opens)}–${clock(one.closes)}`}
                {one.note && `. ${one.note}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
