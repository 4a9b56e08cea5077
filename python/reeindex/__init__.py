"""Assessment of the rare-earth industry: sourced data, indicators, honest forecasts.

>>> import reeindex as ree
>>> paper = ree.load_paper()
>>> demand = paper.series("neodymium_oxide_demand", "WLD")
>>> fit = ree.fit(demand, "logistic")
>>> fc = ree.forecast(fit, horizon=11)
>>> ahead = ree.auto_forecast(demand, until=2035, level=[80, 95])
"""

from __future__ import annotations

# Now, by one thread: its modules import each other in circles, which threads must not meet half way.
import numpy as _numpy  # noqa: F401

from reeindex._core import __version__ as __version__
from reeindex.first_use import imported as _imported
from reeindex.public_names import HOMES as _HOMES

# True for type checkers; typing.TYPE_CHECKING would import typing.
TYPE_CHECKING = False
if TYPE_CHECKING:
    # isort: off
    from typing import Any

    from reeindex._core.assess import (
        Assessment as Assessment,
        Report as Report,
    )
    from reeindex._core.core import (
        Correction as Correction,
        Country as Country,
        DataError as DataError,
        Document as Document,
        Element as Element,
        Error as Error,
        FileError as FileError,
        InvalidArgument as InvalidArgument,
        NotFound as NotFound,
        Note as Note,
        Observation as Observation,
        Office as Office,
        Oxide as Oxide,
        Quantity as Quantity,
        Source as Source,
        TimeSeries as TimeSeries,
        Unit as Unit,
        UnitError as UnitError,
        countries as countries,
        country as country,
        element as element,
        element_to_oxide as element_to_oxide,
        elements as elements,
        office as office,
        offices as offices,
        oxide_to_element as oxide_to_element,
        status_meaning as status_meaning,
    )
    from reeindex._core.data import (
        Dataset as Dataset,
        Erratum as Erratum,
        Indicator as Indicator,
        PackageInfo as PackageInfo,
        Reading as Reading,
        Vintage as Vintage,
        datasets as datasets,
        load as load,
        load_paper as load_paper,
        read_dataset as read_dataset,
    )
    from reeindex._core.fit import (
        Comparison as Comparison,
        ComparisonRow as ComparisonRow,
        Curve as Curve,
        FitResult as FitResult,
    )
    from reeindex._core.forecast import (
        Forecast as Forecast,
        Prediction as Prediction,
    )
    from reeindex._core.industry import (
        Company as Company,
        CompanyItem as CompanyItem,
        Deposit as Deposit,
        DescribedPatent as DescribedPatent,
        Event as Event,
        Figure as Figure,
        PatentOwner as PatentOwner,
        Site as Site,
        stages as stages,
    )
    from reeindex.accuracy import (
        coverage as coverage,
        crps as crps,
        interval_score as interval_score,
        mae as mae,
        mase as mase,
        msis as msis,
        pinball_loss as pinball_loss,
        rmse as rmse,
        smape as smape,
    )
    from reeindex.assessment import (
        assess as assess,
        import_sources as import_sources,
        report_chapters as report_chapters,
        to_dict as to_dict,
    )
    from reeindex.auditing import (
        Audit as Audit,
        Claim as Claim,
        ClaimEvidence as ClaimEvidence,
        ClaimInput as ClaimInput,
        CountryRanks as CountryRanks,
        audit as audit,
        audit_to_dict as audit_to_dict,
        audit_to_pandas as audit_to_pandas,
        country_index as country_index,
    )
    from reeindex.automatic import (
        AutoForecastBatch as AutoForecastBatch,
        auto_forecast as auto_forecast,
        auto_forecast_batch as auto_forecast_batch,
    )
    from reeindex.backtesting import (
        Backtest as Backtest,
        MethodBacktest as MethodBacktest,
        PastAccuracy as PastAccuracy,
        backtest as backtest,
        past_accuracy as past_accuracy,
        select as select,
    )
    from reeindex.batch import (
        BatchFit as BatchFit,
        BatchForecast as BatchForecast,
        BatchItem as BatchItem,
        fit_batch as fit_batch,
        simd_name as simd_name,
    )
    from reeindex.comparison import (
        compare as compare,
    )
    from reeindex.composite import (
        CompositeDraws as CompositeDraws,
        CompositeIndex as CompositeIndex,
        RankSensitivity as RankSensitivity,
        composite_index as composite_index,
    )
    from reeindex.evidence import (
        ReconcileCell as ReconcileCell,
        Reconciliation as Reconciliation,
        Revisions as Revisions,
        Splice as Splice,
        SpliceOverlap as SpliceOverlap,
        SpliceWarning as SpliceWarning,
        reconcile as reconcile,
        revisions as revisions,
        splice as splice,
    )
    from reeindex.exports import (
        to_csv as to_csv,
        to_excel as to_excel,
    )
    from reeindex.fitting import (
        curves as curves,
        fit as fit,
        fit_xy as fit_xy,
        forecast as forecast,
    )
    from reeindex.forecast_tables import (
        forecast_table as forecast_table,
    )
    from reeindex.html import (
        render_html as render_html,
    )
    from reeindex.indicators import (
        Concentration as Concentration,
        DemandItem as DemandItem,
        ElementBalance as ElementBalance,
        ElementContent as ElementContent,
        GovernanceScore as GovernanceScore,
        GrowthRate as GrowthRate,
        HhiBounds as HhiBounds,
        HhiThresholds as HhiThresholds,
        HubbertLinearization as HubbertLinearization,
        LifeCycle as LifeCycle,
        LogLinearGrowth as LogLinearGrowth,
        ReservesLifetime as ReservesLifetime,
        ReservesLifetimes as ReservesLifetimes,
        RiskEstimate as RiskEstimate,
        StageRisk as StageRisk,
        SupplyRisk as SupplyRisk,
        SupplyShare as SupplyShare,
        SupplyStructure as SupplyStructure,
        TruncationRow as TruncationRow,
        YearOnYear as YearOnYear,
        cagr as cagr,
        concentration as concentration,
        concentration_ratio as concentration_ratio,
        doubling_time as doubling_time,
        element_balance as element_balance,
        element_content as element_content,
        geopolrisk as geopolrisk,
        geopolrisk_of as geopolrisk_of,
        governance_risk as governance_risk,
        governance_score as governance_score,
        governance_weighted_hhi as governance_weighted_hhi,
        growth as growth,
        growth_adjusted_lifetime as growth_adjusted_lifetime,
        hhi as hhi,
        hhi_bounds as hhi_bounds,
        hhi_class as hhi_class,
        hhi_thresholds as hhi_thresholds,
        hubbert_linearization as hubbert_linearization,
        life_cycle as life_cycle,
        log_linear_growth as log_linear_growth,
        net_import_reliance as net_import_reliance,
        normalized_hhi as normalized_hhi,
        rca as rca,
        reserves_lifetimes as reserves_lifetimes,
        reserves_to_production as reserves_to_production,
        rest_of_world as rest_of_world,
        rpa as rpa,
        rsca as rsca,
        rta as rta,
        shannon as shannon,
        shares as shares,
        supply_risk as supply_risk,
        supply_risk_of_stage as supply_risk_of_stage,
        supply_structure as supply_structure,
        supply_structures as supply_structures,
        theil as theil,
        truncation_corrected as truncation_corrected,
        truncation_correction as truncation_correction,
        weighted_hhi as weighted_hhi,
        year_on_year as year_on_year,
    )
    from reeindex.keeping import (
        from_dict as from_dict,
    )
    from reeindex.own_curves import (
        curve as curve,
    )
    from reeindex.own_datasets import (
        dataset as dataset,
    )
    from reeindex.panel_indicators import (
        growth_table as growth_table,
    )
    from reeindex.panel_methods import (
        backtest_table as backtest_table,
        compare_table as compare_table,
    )
    from reeindex.patents import (
        ApplicantNetwork as ApplicantNetwork,
        Assignment as Assignment,
        Classification as Classification,
        Classifier as Classifier,
        IssueList as IssueList,
        KeyInnovators as KeyInnovators,
        NetworkMeasures as NetworkMeasures,
        PatentCounts as PatentCounts,
        PatentReading as PatentReading,
        PatentRecord as PatentRecord,
        Patents as Patents,
        Publication as Publication,
        PublicationLag as PublicationLag,
        Technology as Technology,
        TechnologyRule as TechnologyRule,
        TechnologyRules as TechnologyRules,
        WipoField as WipoField,
        normalise_applicant as normalise_applicant,
        patent_format_names as patent_format_names,
        read_patents as read_patents,
        read_technology_rules as read_technology_rules,
        technology_rules as technology_rules,
        wipo_fields as wipo_fields,
    )
    from reeindex.plotting import (
        alt_text as alt_text,
        plot as plot,
    )
    from reeindex.reading import (
        layouts as layouts,
        read_csv as read_csv,
        read_csv_series as read_csv_series,
    )
    from reeindex.streams import (
        fit_stream as fit_stream,
        forecast_stream as forecast_stream,
    )
    from reeindex.table import (
        fit_table as fit_table,
    )

__all__ = sorted([*_HOMES, "__version__"])  # noqa: PLE0605 - names of the imports above


def __getattr__(name: str) -> Any:
    """Load what is used for the first time: a public name, or a module that holds some."""
    if name in _HOMES:
        value = getattr(_imported(_HOMES[name]), name)
        globals()[name] = value
        return value
    if f"reeindex.{name}" in _HOMES.values():
        return _imported(f"reeindex.{name}")
    raise AttributeError(f"module 'reeindex' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
