{{ config(materialized='table', dist='customer', sort=['customer'], sort_type='compound') }}

select customer, count(*) as orders, sum(amount) as amount
from {{ ref('orders') }}
group by customer
