// What an answer says became of each person, in the shape of the demo's expectations.
import type { Associated, CustomerDetails, LinkedPerson, ListedPerson, Place, Problem, Profile, Updated } from './client';

export interface ObservedProblem {
  isError: boolean;
  code: number;
  field?: string;
}

export interface ObservedPerson {
  person: string;
  id?: number;
  outcome: string;
  role?: string;
  company?: string;
  createsCompany?: boolean;
  parent?: string;
  holds?: string[];
  problems: ObservedProblem[];
}

export function problems(errors: Problem[], warnings: Problem[]): ObservedProblem[] {
  const observed = (isError: boolean) => (problem: Problem) => ({ isError, code: problem.code, field: problem.field });
  return [...errors.map(observed(true)), ...warnings.map(observed(false))];
}

// The contract lets members be left out that only a compact answer leaves out.
function name(person: { profiles?: Profile[] | undefined }): string {
  const profile = person.profiles?.[0];
  return `${profile?.firstName ?? ''} ${profile?.lastName ?? ''}`.trim();
}

function cards(person: { profiles?: Profile[] | undefined }): string[] {
  return (person.profiles?.[0]?.identifiers ?? [])
    .filter((identifier) => identifier.type === 'cardnumber')
    .map((card) => `${card.seriesCode} ${card.value}`);
}

export function detailed(details: CustomerDetails): ObservedPerson {
  const programs = (details.loyaltyProgramDetails ?? []).map(
    (program) => `${program.title}: ${program.currentSlab}, ${program.loyaltyPoints} points`,
  );
  return {
    person: name(details),
    id: details.id,
    outcome: 'FOUND',
    holds: [...cards(details), ...programs],
    problems: problems([], details.warnings),
  };
}

function parentName(parent: LinkedPerson | undefined): string | undefined {
  return parent === undefined ? undefined : name(parent);
}

interface Answered {
  id?: number | undefined;
  profiles?: Profile[] | undefined;
  associationDetails?: Place | undefined;
}

function person(answered: Answered, errors: Problem[], warnings: Problem[], otherwise: string): ObservedPerson {
  const place = answered.associationDetails;
  const found = { person: name(answered), holds: cards(answered), problems: problems(errors, warnings) };
  if (errors.length > 0) {
    return { ...found, outcome: 'REFUSED' };
  }
  return {
    ...found,
    id: answered.id,
    outcome: place?._new ? 'LINKED' : otherwise,
    role: place?.roleCode,
    company: place?.fleetCompany?.externalId,
    createsCompany: place?.fleetCompany?.created,
    parent: parentName(place?.parentCustomer),
  };
}

export function associated(items: Associated[]): ObservedPerson[] {
  return items.flatMap((item) => {
    const entity = item.entity;
    if (entity === undefined) {
      throw new Error('an item without its person');
    }
    const otherwise = entity.associationDetails === undefined ? 'REGISTERED' : 'UNCHANGED';
    const self = person(entity, item.errors ?? [], entity.warnings ?? [], otherwise);
    const children = (item.childEntities ?? []).map((child) => {
      // the flags of a child's place are those of any place, its parent is the item's person
      const { hierarchyId, roleCode, fleetCompany, _new } = child.associationDetails;
      const place = { hierarchyId, roleCode, fleetCompany, _new, skipLevelAllowed: false, childCustomer: false } as Place;
      const observed = person({ ...child, associationDetails: place }, child.errors, child.warnings, 'UNCHANGED');
      return observed.outcome === 'REFUSED' ? observed : { ...observed, parent: self.person };
    });
    return [self, ...children];
  });
}

export function updated(items: Updated[]): ObservedPerson[] {
  return items.map((item) => person(item, item.errors ?? [], item.warnings ?? [], 'UPDATED'));
}

export function listed(people: ListedPerson[]): ObservedPerson[] {
  return people.map((row) => ({
    person: name(row),
    id: row.profiles[0]?.userId,
    outcome: 'FOUND',
    role: row.roleCode,
    parent: parentName(row.parentCustomer),
    problems: [],
  }));
}
