{{ config(materialized='incremental', unique_key='day', incremental_strategy='delete+insert') }}

select day, sum(amount) as amount, {{ var('runs') }}::int as runs
from {{ ref('orders') }}
{% if is_incremental() and var('runs') > 1 %}
where day >= '{{ var('first_day') }}'
{% endif %}
group by day
