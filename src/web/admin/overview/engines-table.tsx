import { useId, type ReactNode } from 'react';
import type { PageRuntimeFactsFragment } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { EngineBadge } from './engine-card.js';
import { MemoryGauge } from './memory-gauge.js';
import { useMemorySize } from './memory-size.js';
import { overviewMessages } from './messages/tables.js';

interface RuntimeProps {
  readonly runtime: PageRuntimeFactsFragment | null;
}

/** The processes that compute, and the GPUs of the machine. */
export function EnginesTable({ runtime }: RuntimeProps): ReactNode {
  if (runtime === null) return null;
  return (
    <>
      {runtime.engines.length > 0 && <Engines engines={runtime.engines} />}
      {runtime.devices.length > 0 && <Devices devices={runtime.devices} />}
    </>
  );
}

function Engines({ engines }: { readonly engines: PageRuntimeFactsFragment['engines'] }): ReactNode {
  const words = useMessages(overviewMessages);
  const { number } = useFormats();
  const id = useId();
  return (
    <section className="card chart" aria-labelledby={id}>
      <h2 id={id} className="card-title">
        {words.engines}
      </h2>
      <ul className="engine-list">
        {engines.map((engine, index) => (
          <li key={`${engine.pid ?? 0} ${index}`} className="engine-row">
            <div className="engine-name">
              <strong>{engine.device}</strong>
              <EngineBadge state={engine.state} />
              <span className="soft numeric">
                {engine.pid === null ? words.noProcess : words.process(String(engine.pid))}
                {' · '}
                {words.restarts(engine.restarts, number(engine.restarts))}
              </span>
            </div>
            <MemoryGauge label={words.memory} memory={engine.memory} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Devices({ devices }: { readonly devices: PageRuntimeFactsFragment['devices'] }): ReactNode {
  const words = useMessages(overviewMessages);
  const { number, percent } = useFormats();
  const id = useId();
  const size = useMemorySize();
  const mebibytes = (value: number | null): string => (value === null ? '–' : size(value));
  return (
    <section className="card chart" aria-labelledby={id}>
      <h2 id={id} className="card-title">
        {words.devices}
      </h2>
      <div className="table-scroll" role="group" tabIndex={0} aria-labelledby={id}>
        <table className="table" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{words.gpu}</th>
              <th scope="col" className="number">
                {words.memoryUsed}
              </th>
              <th scope="col" className="number">
                {words.byEngines}
              </th>
              <th scope="col" className="number">
                {words.utilization}
              </th>
              <th scope="col" className="number">
                {words.temperature}
              </th>
              <th scope="col">{words.driver}</th>
            </tr>
          </thead>
          <tbody>
            {devices.map((device) => (
              <tr key={device.index}>
                <th scope="row">{`${device.index} ${device.name}`}</th>
                <td className="number">{`${mebibytes(device.memoryUsedMiB)} / ${mebibytes(device.memoryTotalMiB)}`}</td>
                <td className="number">{mebibytes(device.usedByEngineMiB)}</td>
                <td className="number">{device.utilization === null ? '–' : percent(device.utilization)}</td>
                <td className="number">
                  {device.temperatureC === null ? '–' : `${number(device.temperatureC)} °C`}
                </td>
                <td>{device.driver ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
