"""Labour: jobs follow demand with a lag, wages follow productivity and scarcity.

Those who leave a job look for another (`people.py`). Left out: commuting, skills, working hours.
"""

from __future__ import annotations

from sim.declare import Smooth, Stock, equation
from sim.operations import maximum, total

employed = Stock(
    unit="wan_person",
    initial="employed_at_start",
    inflows=("hires",),
    outflows=("separations", "departures_from_work"),
    over="employer",
    about="People at work.",
)
perceived_labour_cost = Smooth(
    of="relative_labour_cost",
    time="perception_time",
    initial="one",
    about="Labour cost per output as buyers outside have come to see it.",
)
real_wage = Stock(
    unit="1", initial="one", inflows=("real_wage_change",), about="Real wage per worker, 1 at the start."
)


@equation(unit="wan_person")
def all_employed_at_start(population_at_start, employed_share_of_population):
    """People at work when the run begins."""
    return population_at_start * employed_share_of_population


@equation(unit="wan_person", over="employer")
def employed_at_start(all_employed_at_start, employment_share_at_start):
    """People at work for an employer when the run begins."""
    return all_employed_at_start * employment_share_at_start


@equation(unit="1")
def employment_share_at_start__services(
    employment_share_at_start__traditional,
    employment_share_at_start__emerging,
    employment_share_at_start__construction,
):
    """Services employ those whom industry and construction do not."""
    return (
        1
        - employment_share_at_start__traditional
        - employment_share_at_start__emerging
        - employment_share_at_start__construction
    )


@equation(unit="wan_person")
def all_employed(employed):
    """People at work, all employers."""
    return total(employed)


@equation(unit="1", over="sector")
def sector_work_called_for(desired_output, potential_output_at_start, demand_pressure_at_start):
    """Output called for, relative to the start."""
    return desired_output / (potential_output_at_start * demand_pressure_at_start)


@equation(unit="1")
def work_called_for__traditional(sector_work_called_for__traditional):
    """Work called for in traditional industry, relative to the start."""
    return sector_work_called_for__traditional


@equation(unit="1")
def work_called_for__emerging(sector_work_called_for__emerging):
    """Work called for in emerging industry, relative to the start."""
    return sector_work_called_for__emerging


@equation(unit="1")
def work_called_for__services(sector_work_called_for__services):
    """Work called for in services, relative to the start."""
    return sector_work_called_for__services


@equation(unit="1")
def work_called_for__construction(construction_value_added, construction_value_added_at_start):
    """Work called for in construction, relative to the start."""
    return construction_value_added / construction_value_added_at_start


@equation(unit="1", over="employer", source="romer-2019")
def hiring_pressure(work_called_for, employed, employed_at_start, real_wage):
    """Jobs that pay at the present wage over jobs there are: labour's share of output is constant."""
    return work_called_for / (employed / employed_at_start) / real_wage


@equation(unit="wan_person/year", over="employer")
def separations(employed, separation_rate):
    """People who leave a job in a year."""
    return employed * separation_rate


@equation(unit="wan_person/year", over="employer", source="sterman-2000")
def wanted_hires(employed, separations, hiring_pressure, hiring_response, hiring_time):
    """People wanted in a year: those who left are replaced, and jobs follow demand with a lag."""
    gap = employed * (hiring_pressure**hiring_response - 1)
    return maximum(separations + gap / hiring_time, 0)


@equation(unit="1", source="romer-2019")
def labour_supply_limit(
    unemployment_rate, normal_unemployment_rate, separations, wanted_hires, search_friction
):
    """Share of wanted hires that are made: 1 in normal times, less where few seekers meet many vacancies."""
    seekers = unemployment_rate / normal_unemployment_rate * total(separations)
    return seekers * (1 + search_friction) / (seekers + search_friction * total(wanted_hires))


@equation(unit="wan_person/year", over="employer")
def hires(wanted_hires, labour_supply_limit):
    """People hired in a year."""
    return wanted_hires * labour_supply_limit


@equation(unit="wan_person/year")
def all_hires(hires):
    """Hires of all employers."""
    return total(hires)


@equation(unit="wan_person/year")
def all_separations(separations):
    """Separations from all employers."""
    return total(separations)


@equation(unit="wan_person/year")
def net_job_growth(all_hires, all_separations):
    """Change in employment."""
    return all_hires - all_separations


@equation(unit="wan_person/year")
def new_urban_jobs(all_hires, reported_share_of_hires):
    """New urban jobs as reported: gross, a part of all hires."""
    return all_hires * reported_share_of_hires


@equation(unit="wan_person/year", over="employer")
def departures_from_work(employed, departure_rate):
    """People at work who leave the district."""
    return employed * departure_rate


@equation(unit="1")
def labour_productivity(gdp, gdp_at_start, all_employed, all_employed_at_start):
    """Output per worker, relative to the start."""
    return gdp / gdp_at_start / (all_employed / all_employed_at_start)


@equation(unit="1/year")
def real_wage_change(
    real_wage,
    labour_productivity,
    wage_follows_productivity,
    unemployment_rate,
    normal_unemployment_rate,
    wage_scarcity_elasticity,
    wage_time,
):
    """The real wage moves towards what productivity and scarcity of labour call for."""
    scarcity = (normal_unemployment_rate / unemployment_rate) ** wage_scarcity_elasticity
    return (labour_productivity**wage_follows_productivity * scarcity - real_wage) / wage_time


@equation(unit="1")
def relative_labour_cost(real_wage, labour_productivity):
    """Labour cost per unit of output, relative to the start."""
    return real_wage / labour_productivity
