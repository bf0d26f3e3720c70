import { useState, type ReactNode } from 'react';
import type { PageProfileFragment } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { profilesMessages } from './messages/tables.js';
import { groupNames, parameterGroups, type ParameterName } from './parameters.js';

interface ComparisonProps {
  readonly profiles: readonly PageProfileFragment[];
}

/** Every parameter of every profile; what differs from the active one is marked. */
export function ComparisonTable({ profiles }: ComparisonProps): ReactNode {
  const words = useMessages(profilesMessages);
  const [onlyDifferences, setOnlyDifferences] = useState(true);
  const reference = profiles.find(({ active }) => active);
  const shown = (name: ParameterName): boolean =>
    name !== 'name' && (!onlyDifferences || profiles.some((profile) => differs(profile, profiles[0], name)));
  const groups = groupNames.flatMap((group) => {
    const names = (parameterGroups[group] as readonly ParameterName[]).filter(shown);
    return names.length === 0 ? [] : [{ group, names }];
  });
  return (
    <section className="card comparison" aria-labelledby="comparison">
      <div className="comparison-head">
        <div>
          <h2 id="comparison" className="card-title">
            {words.comparison}
          </h2>
          <p className="soft">{words.comparisonHint}</p>
        </div>
        <label className="check-label">
          <input
            type="checkbox"
            checked={onlyDifferences}
            onChange={({ target }) => {
              setOnlyDifferences(target.checked);
            }}
          />
          {words.onlyDifferences}
        </label>
      </div>
      {groups.length === 0 ? (
        <p className="soft comparison-none">{words.noDifferences}</p>
      ) : (
        <div className="table-scroll" role="group" tabIndex={0} aria-labelledby="comparison">
          <table className="table comparison-table">
            <thead>
              <tr>
                <th scope="col">{words.parameter}</th>
                {profiles.map((profile) => (
                  <th key={profile.id} scope="col">
                    {profile.name}
                    {profile.active && <span className="comparison-active">{words.active}</span>}
                  </th>
                ))}
              </tr>
            </thead>
            {groups.map(({ group, names }) => (
              <tbody key={group}>
                <tr className="comparison-group">
                  <th colSpan={profiles.length + 1} scope="rowgroup">
                    {words.groups[group]}
                  </th>
                </tr>
                {names.map((name) => (
                  <Row key={name} name={name} profiles={profiles} reference={reference} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </section>
  );
}

interface RowProps extends ComparisonProps {
  readonly name: ParameterName;
  readonly reference: PageProfileFragment | undefined;
}

function Row({ name, profiles, reference }: RowProps): ReactNode {
  const words = useMessages(profilesMessages);
  const valueWords = useValueWords();
  return (
    <tr>
      <th scope="row">
        {words.parameters[name].label}
        <code>{name}</code>
      </th>
      {profiles.map((profile) => {
        const different = differs(profile, reference, name);
        return (
          <td key={profile.id} className={different ? 'comparison-different' : undefined}>
            {valueWords(profile, name)}
            {different && <span className="visually-hidden"> ({words.differs})</span>}
          </td>
        );
      })}
    </tr>
  );
}

function differs(
  profile: PageProfileFragment,
  reference: PageProfileFragment | undefined,
  name: ParameterName,
): boolean {
  return reference !== undefined && JSON.stringify(profile[name]) !== JSON.stringify(reference[name]);
}

/** A value as people read it. */
function useValueWords(): (profile: PageProfileFragment, name: ParameterName) => string {
  const words = useMessages(profilesMessages);
  const { number } = useFormats();
  return (profile, name) => {
    const value = profile[name];
    const empty = words.parameters[name].empty ?? '–';
    if (value === null) return empty;
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    if (typeof value === 'number') return number(value, 6);
    if (typeof value === 'string') return value;
    return value.length === 0 ? empty : value.join(', ');
  };
}
