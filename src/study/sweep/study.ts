import type { Rounding } from '../../format/index.ts';
import type { Scaling, StimulusName } from '../../measure/index.ts';
import type { Ice40Device } from '../../tools/index.ts';
import type {
  Alignment,
  Architecture,
  Contract,
  Form,
  OutputWidth,
  ProductName,
  Scale,
} from '../../unit/index.ts';

/** iCE40 devices a point can be placed and routed on. */
export const DEVICE_NAMES: readonly Ice40Device[] = ['hx8k', 'up5k', 'lp1k', 'hx1k'];

/** Of standard cells: the smallest netlist of all recipes, as everywhere else. */
export const BEST_RECIPE = 'best';

/** A study as a file says it, every default filled in: lists whose combinations are the points. */
export interface Study {
  readonly $schema?: string | undefined;
  readonly name: string;
  readonly title?: string | undefined;
  readonly formats: readonly string[];
  readonly units: readonly StudyUnits[];
  readonly contracts: readonly Contract[];
  readonly levels: readonly StudyLevel[];
  /** `gates`, `ice40`, `ice40:DEVICE` with place and route, `cells:TECHNOLOGY`. */
  readonly targets: readonly string[];
  /** Of standard cells: `best`, or the name of the only recipe to be used. */
  readonly recipes: readonly string[];
  /** Operands of which the error is measured and, in standard cells, the energy. */
  readonly stimuli: readonly StudyStimulus[];
  /** Of place and route. */
  readonly seeds: readonly number[];
  /** Half the 95 % interval of an energy, as a share, at which measuring ends. */
  readonly precision: number;
  /** As `checkUnit` takes them. */
  readonly check: { readonly count: number; readonly seed: number; readonly prove: boolean };
}

/** A product, and lists of option values: every combination that makes sense. */
export interface StudyUnits {
  readonly product: ProductName;
  readonly form?: readonly Form[] | undefined;
  readonly offset?: readonly string[] | undefined;
  readonly architecture?: readonly Architecture[] | undefined;
  readonly columns?: readonly number[] | undefined;
  readonly logGuard?: readonly number[] | undefined;
  readonly rounding?: readonly Rounding[] | undefined;
  readonly output?: readonly OutputWidth[] | undefined;
  readonly saturate?: readonly boolean[] | undefined;
  readonly stages?: readonly number[] | undefined;
}

/** The product alone, or in a unit that accumulates. */
export type StudyLevel =
  | { readonly kind: 'element' }
  | {
      readonly kind: 'mac';
      readonly accumulator?: string | undefined;
      readonly accumulatorRounding?: 'rne' | 'rtz' | undefined;
      readonly guardBits?: number | undefined;
    }
  | {
      readonly kind: 'dot';
      readonly lanes: number;
      /** `kulisch`, or a floating-point register whose terms meet in a window. */
      readonly accumulator: string;
      readonly accumulatorRounding?: 'rne' | 'rtz' | undefined;
      readonly guardBits?: number | undefined;
      readonly window?: number | undefined;
      readonly align?: Alignment | undefined;
      readonly scale?: Scale | undefined;
    };

export type StudyStimulus =
  | { readonly name: StimulusName; readonly seed: number; readonly reuse?: number | undefined }
  | {
      readonly name: 'file';
      readonly a: string;
      readonly b?: string | undefined;
      readonly scale: Scaling;
      readonly seed: number;
      readonly reuse?: number | undefined;
    };
