import { useId, type ReactNode } from 'react';

export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  readonly count: number;
}

export interface BarTableProps {
  readonly title: string;
  /** Of the first column and of the numbers. */
  readonly heads: readonly [string, string];
  readonly bars: readonly Bar[];
  readonly number: (count: number) => string;
  readonly tone: 'accent' | 'bad';
  /** Shown where there is none. */
  readonly empty: string;
}

/** Numbers of several kinds, drawn as bars beside them. */
export function BarTable({ title, heads, bars, number, tone, empty }: BarTableProps): ReactNode {
  const id = useId();
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <section className="card chart" aria-labelledby={id}>
      <h2 id={id} className="card-title">
        {title}
      </h2>
      {bars.length === 0 ? (
        <p className="soft">{empty}</p>
      ) : (
        <table className="table bar-table" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{heads[0]}</th>
              <td className="bar-cell" />
              <th scope="col" className="number">
                {heads[1]}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ key, label, count }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td className="bar-cell">
                  <div className={`bar bar-${tone}`} style={{ transform: `scaleX(${count / most})` }} />
                </td>
                <td className="number">{number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
