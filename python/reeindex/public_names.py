"""What the package offers, and the module that holds each name.

Nothing is imported here: ``reeindex.NAME`` loads its module when the name is first used. The imports
for type checkers in ``reeindex/__init__.py`` say the same; a test holds the two equal.
"""

from __future__ import annotations

__all__ = ["HOMES"]

_NAMES = {
    "_core.assess": "Assessment Report",
    "_core.core": (
        "Correction Country DataError Document Element Error FileError InvalidArgument NotFound "
        "Note Observation Office Oxide Quantity Source TimeSeries Unit UnitError countries country "
        "element element_to_oxide elements office offices oxide_to_element status_meaning"
    ),
    "_core.data": (
        "Dataset Erratum Indicator PackageInfo Reading Vintage datasets load load_paper "
        "read_dataset"
    ),
    "_core.fit": "Comparison ComparisonRow Curve FitResult",
    "_core.forecast": "Forecast Prediction",
    "_core.industry": (
        "Company CompanyItem Deposit DescribedPatent Event Figure PatentOwner Site stages"
    ),
    "accuracy": "coverage crps interval_score mae mase msis pinball_loss rmse smape",
    "assessment": "assess import_sources report_chapters to_dict",
    "auditing": (
        "Audit Claim ClaimEvidence ClaimInput CountryRanks audit audit_to_dict audit_to_pandas "
        "country_index"
    ),
    "automatic": "AutoForecastBatch auto_forecast auto_forecast_batch",
    "backtesting": "Backtest MethodBacktest PastAccuracy backtest past_accuracy select",
    "batch": "BatchFit BatchForecast BatchItem fit_batch simd_name",
    "comparison": "compare",
    "composite": "CompositeDraws CompositeIndex RankSensitivity composite_index",
    "evidence": (
        "ReconcileCell Reconciliation Revisions Splice SpliceOverlap SpliceWarning reconcile "
        "revisions splice"
    ),
    "exports": "to_csv to_excel",
    "fitting": "curves fit fit_xy forecast",
    "forecast_tables": "forecast_table",
    "html": "render_html",
    "indicators": (
        "Concentration DemandItem ElementBalance ElementContent GovernanceScore GrowthRate "
        "HhiBounds HhiThresholds HubbertLinearization LifeCycle LogLinearGrowth ReservesLifetime "
        "ReservesLifetimes RiskEstimate StageRisk SupplyRisk SupplyShare SupplyStructure "
        "TruncationRow YearOnYear cagr concentration concentration_ratio doubling_time "
        "element_balance element_content geopolrisk geopolrisk_of governance_risk governance_score "
        "governance_weighted_hhi growth growth_adjusted_lifetime hhi hhi_bounds hhi_class "
        "hhi_thresholds hubbert_linearization life_cycle log_linear_growth net_import_reliance "
        "normalized_hhi rca reserves_lifetimes reserves_to_production rest_of_world rpa rsca rta "
        "shannon shares supply_risk supply_risk_of_stage supply_structure supply_structures theil "
        "truncation_corrected truncation_correction weighted_hhi year_on_year"
    ),
    "keeping": "from_dict",
    "own_curves": "curve",
    "own_datasets": "dataset",
    "panel_indicators": "growth_table",
    "panel_methods": "backtest_table compare_table",
    "patents": (
        "ApplicantNetwork Assignment Classification Classifier IssueList KeyInnovators "
        "NetworkMeasures PatentCounts PatentReading PatentRecord Patents Publication PublicationLag "
        "Technology TechnologyRule TechnologyRules WipoField normalise_applicant "
        "patent_format_names read_patents read_technology_rules technology_rules wipo_fields"
    ),
    "plotting": "alt_text plot",
    "reading": "layouts read_csv read_csv_series",
    "streams": "fit_stream forecast_stream",
    "table": "fit_table",
}

#: The module of each public name.
HOMES = {name: f"reeindex.{module}" for module, names in _NAMES.items() for name in names.split()}
