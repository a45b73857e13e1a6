{{ config(materialized='materialized_view', auto_refresh=var('auto_refresh', false), dist=var('dist', 'even')) }}

select day, sum(amount) as amount
from {{ ref('orders') }}
group by day
