"""People: who lives here, who looks for work, who comes, who goes, and who joins the labour force.

Population = employed + unemployed + outside the labour force, three stocks and one for the whole, each
with flows of its own. Better prospects of a job than before the plan bring people into the labour force,
worse ones discourage them. Left out: age groups, schooling, pensions.
"""

from __future__ import annotations

from sim.declare import Smooth, Stock, equation
from sim.operations import maximum

unemployed = Stock(
    unit="wan_person",
    initial="unemployed_at_start",
    inflows=("all_separations", "labour_force_growth", "participation_change"),
    outflows=("all_hires", "departures_of_seekers"),
    double_entry=("participation_change",),
    about="People who look for work.",
)
outside_labour_force = Stock(
    unit="wan_person",
    initial="outside_labour_force_at_start",
    inflows=("growth_outside_labour_force",),
    outflows=("departures_from_outside", "participation_change"),
    double_entry=("participation_change",),
    about="Children, students, retired and other people outside the labour force.",
)
population = Stock(
    unit="wan_person",
    initial="population_at_start",
    inflows=("newcomers",),
    outflows=("departures",),
    about="Resident population.",
)
perceived_job_growth = Smooth(
    of="net_job_growth",
    time="migration_time",
    about="Growth of jobs as people outside have come to see it.",
)
people_drawn_in = Stock(
    unit="wan_person",
    initial="none_drawn_in",
    inflows=("participation_change",),
    double_entry=("participation_change",),
    about="People whom prospects of a job have brought into the labour force, below zero: discouraged.",
)
unemployment_before_plan = Stock(
    unit="1",
    initial="normal_unemployment_rate",
    inflows=("unemployment_reference_change",),
    about="Unemployment rate as it was before the plan; in the plan period it stays.",
)


@equation(unit="wan_person")
def unemployed_at_start(all_employed_at_start, normal_unemployment_rate):
    """People looking for work when the run begins, at the normal rate."""
    return all_employed_at_start * normal_unemployment_rate / (1 - normal_unemployment_rate)


@equation(unit="wan_person")
def outside_labour_force_at_start(population_at_start, all_employed_at_start, unemployed_at_start):
    """People outside the labour force when the run begins."""
    return population_at_start - all_employed_at_start - unemployed_at_start


@equation(unit="wan_person/year")
def natural_growth(population, natural_growth_rate):
    """Births less deaths."""
    return population * natural_growth_rate


@equation(unit="wan_person/year")
def net_migration(
    perceived_job_growth,
    migrants_per_job,
    population,
    normal_unemployment_rate,
    unemployment_rate,
    migration_per_unemployment_gap,
):
    """Net migration follows the growth of jobs; high unemployment makes people leave."""
    chance = population * (normal_unemployment_rate - unemployment_rate) * migration_per_unemployment_gap
    return perceived_job_growth * migrants_per_job + chance


@equation(unit="wan_person/year")
def newcomers(natural_growth, net_migration):
    """Growth of the population where it grows."""
    return maximum(natural_growth + net_migration, 0)


@equation(unit="wan_person/year")
def departures(natural_growth, net_migration):
    """Loss of population where it shrinks."""
    return maximum(-(natural_growth + net_migration), 0)


@equation(unit="1/year")
def departure_rate(departures, population):
    """Share of the population that is lost in a year; it is the same for all."""
    return departures / population


@equation(unit="wan_person/year")
def labour_force_growth(newcomers, participation_of_newcomers):
    """Newcomers who join the labour force; they begin by looking for work."""
    return newcomers * participation_of_newcomers


@equation(unit="wan_person/year")
def growth_outside_labour_force(newcomers, participation_of_newcomers):
    """Newcomers who stay outside the labour force."""
    return newcomers * (1 - participation_of_newcomers)


@equation(unit="wan_person/year")
def departures_of_seekers(unemployed, departure_rate):
    """People looking for work who leave the district."""
    return unemployed * departure_rate


@equation(unit="wan_person/year")
def departures_from_outside(outside_labour_force, departure_rate):
    """People outside the labour force who leave the district."""
    return outside_labour_force * departure_rate


@equation(unit="1")
def unemployment_rate(unemployed, all_employed):
    """Unemployed in the labour force."""
    return unemployed / (unemployed + all_employed)


@equation(unit="1")
def surveyed_unemployment_rate(unemployment_rate):
    """Surveyed urban unemployment rate."""
    return unemployment_rate


@equation(unit="1", source="page-registered-unemployment")
def registered_unemployment_rate(
    registered_unemployment_at_normal, unemployment_rate, normal_unemployment_rate, registered_response
):
    """Registered unemployment: sticky, it takes up only part of a change in unemployment."""
    return registered_unemployment_at_normal + registered_response * (
        unemployment_rate - normal_unemployment_rate
    )


@equation(unit="wan_person")
def none_drawn_in():
    """Nobody has been drawn in or discouraged when the run begins."""
    return 0


@equation(unit="1/year")
def unemployment_reference_change(
    unemployment_rate, unemployment_before_plan, job_prospect_time, plan_period
):
    """The reference follows the unemployment rate until the plan begins."""
    return (1 - plan_period) * (unemployment_rate - unemployment_before_plan) / job_prospect_time


@equation(unit="wan_person")
def people_to_draw_in(
    all_employed, unemployed, unemployment_before_plan, unemployment_rate, participation_response, plan_period
):
    """People whom prospects of a job bring in in the end: more where unemployment is below that before."""
    labour_force = all_employed + unemployed
    better = unemployment_before_plan - unemployment_rate
    return plan_period * labour_force * better * participation_response


@equation(unit="wan_person/year")
def participation_change(people_to_draw_in, people_drawn_in, job_prospect_time):
    """People who join the labour force less those who give up looking."""
    return (people_to_draw_in - people_drawn_in) / job_prospect_time
