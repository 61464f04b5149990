"""Public programmes with limits: forest, doctors, care homes, safety at work.

Each is a stock that moves towards what is wanted, as fast as public money, land, trained people, labour
and the renewal of capital allow. A programme spends a share of money that is in the budget anyway, so
that a larger share takes from other services and projects, which are not told apart here.
Left out: water for planting, nurses and hospitals, families as carers, single accidents.
"""

from __future__ import annotations

from sim.declare import Delay, Stock, equation
from sim.operations import maximum, minimum, total

forest_area = Stock(
    unit="hectare",
    initial="forest_area_at_start",
    inflows=("forest_planting",),
    outflows=("forest_losses",),
    double_entry=("forest_planting", "forest_losses"),
    about="Forest in the district.",
)
plantable_land = Stock(
    unit="hectare",
    initial="plantable_land_at_start",
    inflows=("forest_losses",),
    outflows=("forest_planting",),
    double_entry=("forest_planting", "forest_losses"),
    about="Land that could still be planted.",
)
licensed_doctors = Stock(
    unit="person",
    initial="doctors_at_start",
    inflows=("doctors_recruited",),
    outflows=("doctors_leaving",),
    about="Licensed doctors and assistant doctors at work in the district.",
)
medical_post_cost = Stock(
    unit="yi_CNY/year/person",
    initial="medical_post_cost_at_start",
    about="Medical spending per post at the wages of the start; it has no flows and keeps its value.",
)
ordinary_beds = Stock(
    unit="bed",
    initial="ordinary_beds_at_start",
    inflows=("ordinary_bed_completions",),
    outflows=("ordinary_bed_retirements", "bed_conversions"),
    double_entry=("bed_conversions",),
    about="Beds in care homes without nursing.",
)
nursing_beds = Stock(
    unit="bed",
    initial="nursing_beds_at_start",
    inflows=("nursing_bed_completions", "bed_conversions"),
    outflows=("nursing_bed_retirements",),
    double_entry=("bed_conversions",),
    about="Beds in care homes with nursing.",
)
care_bed_completions = Delay(
    of="care_bed_starts",
    time="structure_completion_time",
    order=3,
    contents="care_beds_under_construction",
    initial="care_beds_paid",
    about="Beds in care homes commissioned in a year.",
)
accident_risk = Stock(
    unit="1",
    initial="one",
    outflows=("risk_removed_by_renewal", "risk_removed_by_inspection"),
    about="Deaths per worker in work of the same kind, 1 at the start.",
)


@equation(unit="hectare")
def forest_area_at_start(forest_cover_at_start, district_area):
    """Forest when the run begins."""
    return forest_cover_at_start * district_area


@equation(unit="hectare")
def plantable_land_at_start(plantable_share_at_start, district_area):
    """Land that could be planted when the run begins."""
    return plantable_share_at_start * district_area


@equation(unit="yi_CNY/year")
def greening_spending(government_investment_spending, investment_price, greening_share):
    """Public money for greening, constant 2020 prices: a share of what is spent on projects."""
    return government_investment_spending / investment_price * greening_share


@equation(unit="yi_CNY/hectare")
def planting_cost(planting_cost_before, later_planting_cost, plan_period):
    """Cost of a hectare of forest with its surroundings; the easy land has been planted first."""
    return planting_cost_before * (1 + plan_period * (later_planting_cost - 1))


@equation(unit="hectare/year", source="sterman-2000")
def forest_planting(greening_spending, planting_cost, plantable_land, planting_time, capacity_sharpness):
    """Forest planted in a year: what the money pays, bending over to what the land allows."""
    paid = greening_spending / planting_cost
    possible = plantable_land / planting_time
    return paid / (1 + (paid / possible) ** capacity_sharpness) ** (1 / capacity_sharpness)


@equation(unit="hectare/year")
def forest_losses(forest_area, forest_loss_rate):
    """Forest lost to drought and building."""
    return forest_area * forest_loss_rate


@equation(unit="1")
def forest_cover(forest_area, district_area):
    """Forest in the area of the district."""
    return forest_area / district_area


@equation(unit="yi_CNY/year")
def medical_spending(
    government_consumption_nominal,
    price_of_services,
    health_share,
    consumption,
    health_share_of_consumption,
    income_per_head,
    income_per_head_at_start,
    health_income_response,
):
    """Spending on health by the budget and by households, constant 2020 prices; it rises with income."""
    public = government_consumption_nominal / price_of_services * health_share
    rise = (income_per_head / income_per_head_at_start) ** health_income_response
    return (public + consumption * health_share_of_consumption) * rise


@equation(unit="yi_CNY/year/person")
def medical_post_cost_at_start(medical_spending, doctors_at_start, vacancy_share_at_start):
    """Medical spending per post when the run begins, some posts being vacant."""
    return medical_spending / (doctors_at_start * (1 + vacancy_share_at_start))


@equation(unit="person")
def medical_posts(medical_spending, medical_post_cost, real_wage, wage_share_of_medical_cost):
    """Posts for doctors that medical spending pays at the wages of the day."""
    return medical_spending / (medical_post_cost * real_wage**wage_share_of_medical_cost)


@equation(unit="person/year")
def medical_candidates(population, medical_candidates_per_resident):
    """Trained people who could be licensed and recruited in a year."""
    return population * medical_candidates_per_resident


@equation(unit="person/year", source="sterman-2000")
def doctors_wanted(licensed_doctors, doctors_leaving, medical_posts, recruitment_time):
    """Doctors looked for in a year: those who left, and vacant posts."""
    return maximum(doctors_leaving + (medical_posts - licensed_doctors) / recruitment_time, 0)


@equation(unit="person/year")
def doctors_recruited(doctors_wanted, medical_candidates, capacity_sharpness):
    """Doctors recruited in a year: as wanted, bending over to the candidates there are."""
    scarcity = (doctors_wanted / medical_candidates) ** capacity_sharpness
    return doctors_wanted / (1 + scarcity) ** (1 / capacity_sharpness)


@equation(unit="person/year")
def doctors_leaving(licensed_doctors, doctor_leaving_rate):
    """Doctors who retire or go elsewhere in a year."""
    return licensed_doctors * doctor_leaving_rate


@equation(unit="bed")
def nursing_beds_at_start(care_beds_at_start, nursing_share_at_start):
    """Nursing beds when the run begins."""
    return care_beds_at_start * nursing_share_at_start


@equation(unit="bed")
def ordinary_beds_at_start(care_beds_at_start, nursing_share_at_start):
    """Other beds in care homes when the run begins."""
    return care_beds_at_start * (1 - nursing_share_at_start)


@equation(unit="bed")
def care_beds(ordinary_beds, nursing_beds):
    """All beds in care homes."""
    return ordinary_beds + nursing_beds


@equation(unit="1")
def nursing_bed_share(nursing_beds, care_beds):
    """Nursing beds among the beds in care homes."""
    return nursing_beds / care_beds


@equation(unit="yi_CNY/year")
def care_home_spending(government_investment_spending, investment_price, care_home_share):
    """Public money for care homes, constant 2020 prices: a share of what is spent on projects."""
    return government_investment_spending / investment_price * care_home_share


@equation(unit="bed/year")
def care_beds_wanted(
    care_beds,
    care_beds_under_construction,
    bed_retirement_rate,
    structure_completion_time,
    population,
    care_beds_needed_per_resident,
    care_planning_time,
):
    """Beds called for in a year: worn ones, and the gap to what residents need once all is built."""
    wear = care_beds * bed_retirement_rate
    coming = care_beds_under_construction - wear * structure_completion_time
    gap = population * care_beds_needed_per_resident - care_beds - coming
    return maximum(wear + gap / care_planning_time, 0)


@equation(unit="bed/year")
def care_beds_paid(care_home_spending, bed_conversion_share, care_bed_cost):
    """New beds that the money for care homes pays."""
    return care_home_spending * (1 - bed_conversion_share) / care_bed_cost


@equation(unit="bed/year")
def care_bed_starts(care_beds_paid, care_beds_wanted, labour_supply_limit):
    """Beds begun in a year: what the money pays as far as builders are found, and no more than wanted."""
    return minimum(care_beds_paid * minimum(labour_supply_limit, 1), care_beds_wanted)


@equation(unit="1")
def nursing_share_of_completions(nursing_share_of_new_beds, later_nursing_share_of_new_beds, plan_period):
    """Part of new beds that are for nursing, by the standards of the time."""
    return (1 - plan_period) * nursing_share_of_new_beds + plan_period * later_nursing_share_of_new_beds


@equation(unit="bed/year")
def nursing_bed_completions(care_bed_completions, nursing_share_of_completions):
    """Nursing beds commissioned in a year."""
    return care_bed_completions * nursing_share_of_completions


@equation(unit="bed/year")
def ordinary_bed_completions(care_bed_completions, nursing_share_of_completions):
    """Other beds commissioned in a year."""
    return care_bed_completions * (1 - nursing_share_of_completions)


@equation(unit="bed/year")
def bed_conversions(
    care_home_spending, bed_conversion_share, bed_conversion_cost, ordinary_beds, conversion_time
):
    """Ordinary beds refitted for nursing in a year, as far as the money goes."""
    paid = care_home_spending * bed_conversion_share / bed_conversion_cost
    return minimum(paid, ordinary_beds / conversion_time)


@equation(unit="bed/year")
def ordinary_bed_retirements(ordinary_beds, bed_retirement_rate):
    """Ordinary beds that wear out."""
    return ordinary_beds * bed_retirement_rate


@equation(unit="bed/year")
def nursing_bed_retirements(nursing_beds, bed_retirement_rate):
    """Nursing beds that wear out."""
    return nursing_beds * bed_retirement_rate


@equation(unit="1/year")
def renewal_of_plant(
    capital__traditional, capital__emerging, completions__traditional, completions__emerging
):
    """Share of industrial capital that is new in a year."""
    return (completions__traditional + completions__emerging) / (capital__traditional + capital__emerging)


@equation(unit="1/year")
def risk_removed_by_renewal(accident_risk, risk_of_new_plant, renewal_of_plant):
    """Risk that goes as old plant is replaced by safer plant."""
    return maximum(accident_risk - risk_of_new_plant, 0) * renewal_of_plant


@equation(unit="1/year")
def risk_removed_by_inspection(accident_risk, risk_floor, safety_effort, safety_time):
    """Risk that inspection and training remove; it cannot go below a floor."""
    return maximum(accident_risk - risk_floor, 0) * safety_effort / safety_time


@equation(unit="person/year", over="employer")
def deaths_at_first_risk(employed, danger_of_work):
    """Deaths at work that the risk of the start would bring."""
    return employed * danger_of_work


@equation(unit="person/yi_CNY")
def accident_death_rate(deaths_at_first_risk, accident_risk, gdp):
    """Deaths at work per unit of output."""
    return total(deaths_at_first_risk) * accident_risk / gdp
