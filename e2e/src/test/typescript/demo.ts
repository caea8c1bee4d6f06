// Sends the demo's requests with the generated client and prints what came of them, as JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AccessApi,
  AssociationsApi,
  ChangesApi,
  CompaniesApi,
  CompanyDraftFromJSON,
  Configuration,
  CustomerItemFromJSON,
  CustomersApi,
  OrganisationDocumentFromJSON,
  OrganisationsApi,
  RefusalFromJSON,
  ResponseError,
} from './client';
import type {
  IdentifierType,
  LookUpCustomerDetailsRequest,
  LookUpCustomerRequest,
  ReadAssociationsRequest,
} from './client';
import { associated, detailed, listed, problems, updated } from './outcome';
import type { ObservedPerson, ObservedProblem } from './outcome';

interface Input {
  address: string;
  demo: string;
  organisation: unknown;
  logins: Record<string, { user: string; secret: string }>;
  client: { key: string; secret: string };
}

interface Call {
  as: string;
  method: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown[];
}

interface Observed {
  status: number;
  headers: Record<string, string>;
  people: ObservedPerson[];
  problems: ObservedProblem[];
}

const input: Input = JSON.parse(readFileSync(0, 'utf8'));

function read(file: string): any {
  return JSON.parse(readFileSync(join(input.demo, file), 'utf8'));
}

function as(login: string): Configuration {
  const found = input.logins[login];
  if (found === undefined) {
    throw new Error(`no login ${login}`);
  }
  return new Configuration({ basePath: input.address, username: found.user, password: found.secret });
}

function observed(response: Response, people: ObservedPerson[], found: ObservedProblem[] = []): Observed {
  return { status: response.status, headers: Object.fromEntries(response.headers), people, problems: found };
}

async function send(call: Call): Promise<Observed> {
  const query = call.query ?? {};
  const associations = new AssociationsApi(as(call.as));
  const write = () => ({
    customerItem: (call.body ?? []).map(CustomerItemFromJSON),
    source: query['source'],
    dryRun: query['dryRun'] === 'true',
    idempotencyKey: call.headers?.['Idempotency-Key'],
  });
  switch (`${call.method} ${call.path}`) {
    case 'POST /v2/customers/bulk': {
      const response = await associations.associateCustomerRaw(write());
      return observed(response.raw, associated(await response.value()));
    }
    case 'PUT /v2/customers/bulk': {
      const response = await associations.updateAssociationDetailsOfCustomersRaw(write());
      return observed(response.raw, updated(await response.value()));
    }
    case 'GET /v2/customers/bulk': {
      const response = await associations.readAssociationsRaw({
        ...query,
        includeCustomerAssociateDetail: query['includeCustomerAssociateDetail'] === 'true',
      } as unknown as ReadAssociationsRequest);
      return observed(response.raw, listed((await response.value()).entity.customers));
    }
    case 'GET /v2/customers/lookup': {
      const response = await new CustomersApi(as(call.as)).lookUpCustomerRaw(query as unknown as LookUpCustomerRequest);
      return observed(response.raw, []);
    }
    case 'GET /v2/customers/lookup/customerDetails': {
      const response = await new CustomersApi(as(call.as)).lookUpCustomerDetailsRaw(
        query as unknown as LookUpCustomerDetailsRequest,
      );
      return observed(response.raw, [detailed(await response.value())]);
    }
    default:
      throw new Error(`no operation for ${call.method} ${call.path}`);
  }
}

async function sendOrBeRefused(call: Call): Promise<Observed> {
  try {
    return await send(call);
  } catch (failure) {
    if (failure instanceof ResponseError) {
      const refusal = RefusalFromJSON(await failure.response.json());
      return observed(failure.response, [], problems(refusal.errors, refusal.warnings));
    }
    throw failure;
  }
}

async function setUp(): Promise<void> {
  await new OrganisationsApi(as('OPERATOR')).applyOrganisation({
    code: 'norland',
    organisationDocument: OrganisationDocumentFromJSON(input.organisation),
  });
  const companies = new CompaniesApi(as('DESK'));
  for (const company of read('companies.json')) {
    await companies.createCompany({ companyDraft: CompanyDraftFromJSON(company) });
  }
}

// The driver of the demo, by every call that reads one person.
async function driver(change: string): Promise<unknown> {
  const token = await new AccessApi(new Configuration({ basePath: input.address })).generateToken({
    generateTokenRequest: input.client,
  });
  const byToken = new Configuration({ basePath: input.address, accessToken: token.data.accessToken });
  const customers = new CustomersApi(byToken);
  const identifierName: IdentifierType = 'externalId';
  const id = (await customers.lookUpCustomer({ source: 'INSTORE', identifierName, identifierValue: 'BRK-DRV-311' })).entity;
  const details = await customers.readCustomer({ id, source: 'INSTORE' });
  const history = await customers.readAssociationHistory({ id });
  const moved = await new ChangesApi(byToken).readChange({ id: change });
  return {
    id,
    lastName: details.profiles[0]?.lastName,
    language: details.extendedFields['preferred_language'],
    registeredBy: details.profiles[0]?.attribution.createdBy.code,
    spells: history.data.map((spell) => ({
      parent: spell.parentCustomer?.id,
      company: spell.fleetCompany?.externalId,
      open: spell.to === null,
      ofMove: spell.changeId === change,
    })),
    records: moved.records.map((record) => `${record.type} ${record.action}`).sort(),
    at: moved.at.toISOString(),
  };
}

async function main(): Promise<void> {
  await setUp();
  const cases: Record<string, Observed> = {};
  for (const name of read('cases.json') as string[]) {
    cases[name] = await sendOrBeRefused(read(`${name}.json`).request);
  }
  const move = cases['move']?.headers['x-change-id'] ?? '';
  process.stdout.write(JSON.stringify({ cases, driver: await driver(move) }));
}

main().catch((failure) => {
  process.stderr.write(`${failure?.stack ?? failure}\n`);
  process.exitCode = 1;
});
