import type { Office } from '../../api/types';
import { Card, Vi } from '../../kit';
import { useWords } from '../../words';
import { day, weekdayName } from '../../words/dates';

/** «07:30» of «07:30:00». */
const clock = (time: string | null) => (time ?? '').slice(0, 5);

export function Hours({ office }: { office: Office }) {
  const words = useWords().offices;
  const { hours, exceptions } = office;
  const untimed = office.days ?? [];
  const days = [...new Set([...hours, ...untimed].map((one) => one.weekday))].sort();
  return (
    <Card title={words.hours}>
      {days.length === 0 && <p className="soft">{words.noHours}</p>}
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
                    .join(', ') ||
                    untimed.filter((one) => one.weekday === number).map((one) => words.partOfDay[one.part] ?? <Vi key={one.part}>{one.part_name}</Vi>)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hours.length === 0 && untimed.length > 0 && <p className="soft">{words.noTimes}</p>}
      {office.hours_note && (
        <p className="small" lang="vi">
          {office.hours_note}
        </p>
      )}
      {exceptions.length > 0 && (
        <>
          <h3>{words.exceptions}</h3>
          <ul className="bullets">
            {exceptions.map((one) => (
              <li key={`${one.date} ${one.opens}`}>
                {one.closed ? words.closedOn(day(one.date)) : `${day(one.date)}: ${clock(one.opens)}–${clock(one.closes)}`}
                {one.note && <Vi>. {one.note}</Vi>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
